import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.ts";
import type { Head } from "./sealing.ts";

/** A head as it was kept outside the database: when, which position, which hash. */
export type KeptHead = Head & { at: string };

export const headsFile = (folder: string): string => path.join(folder, "audit-heads.log");

/** `1234:9f86d0…`, as `--head` takes it and the log shows it. */
export const headInWords = ({ position, hash }: Head): string => `${position}:${hash.toString("hex")}`;

/** Reads a head as `--head` is given it; undefined where it is none. */
export function readHead(text: string, at: string): KeptHead | undefined {
  const [, position = "", hash = ""] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/i.exec(text) ?? [];
  return position ? { position: Number(position), hash: Buffer.from(hash, "hex"), at } : undefined;
}

/** Adds a head to those that are kept beside the database. */
export function keepHead(folder: string, head: Head, now: Date): void {
  appendFileSync(headsFile(folder), `${now.toISOString()} ${headInWords(head)}\n`, { mode: 0o600 });
}

/** Every head that was kept, oldest first; a line that is none is a reason to look at the file, so it is refused. */
export function keptHeads(folder: string): KeptHead[] {
  const lines = textOf(headsFile(folder)).split("\n");
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const [at = "", text = ""] = line.split(" ");
    const head = readHead(text, at);
    if (head) return [head];
    throw new Refusal(
      `Line ${index + 1} of ${headsFile(folder)} is not a head: compare it with the log of that night, then mend or remove the line.`,
    );
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
