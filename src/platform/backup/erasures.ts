import { existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import type { Db, Tx } from "../db/pool.ts";
import type { PersonContract } from "../feature.ts";
import type { Job } from "../jobs/jobs.ts";
import { Refusal } from "../refusal.ts";

/** That somebody was erased; the number says nothing to anybody who has no older backup. */
export type Erasure = { person: string; at: Date };

/** Remembers in the erasure's own transaction that a person was erased, so that older backups forget them again. */
export async function rememberErasure(tx: Tx, person: string, at: Date): Promise<void> {
  await tx
    .insertInto("platform.erasure")
    .values({ person_id: person, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whoever is erased is remembered by a number alone, which outlives them. */
export const erasuresPerson: PersonContract = {
  tables: ["platform.erasure"],
  export: async () => ({}),
  erase: rememberErasure,
  merge: async () => {},
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};

export const logOf = (var_dir: string): string => path.join(var_dir, "erasures.log");

/** Every minute, what a log beside the database lacks; a log that was lost is written anew. */
export const erasureJob: Job = {
  name: "backup.erasures",
  cron: "* * * * *",
  run: ({ db, settings }) => logErasures(db, logOf(settings.var_dir)),
};

/** Adds to the log whoever is not in it yet. It is on the disk when this ends. */
export async function logErasures(db: Db, file: string): Promise<void> {
  const { erasures, length } = existsSync(file)
    ? readLog(readFileSync(file), file)
    : { erasures: [], length: 0 };
  const known = new Set(erasures.map((each) => each.person));
  const rows = await db.selectFrom("platform.erasure").selectAll().orderBy("at").execute();
  const missing = rows.filter((row) => !known.has(row.person_id));
  if (missing.length === 0) return;
  await using handle = await open(file, existsSync(file) ? "r+" : "wx", 0o600);
  await handle.truncate(length); // half a line, from a disk that was full or a machine that lost its power
  await handle.write(
    missing.map(({ person_id, at }) => `${at.toISOString()} ${person_id}\n`).join(""),
    length,
  );
  await handle.sync();
}

/** What an erasure log says; refuses a file that is none. */
export function readErasures(file: string): Erasure[] {
  try {
    return readLog(readFileSync(file), file).erasures;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The erasure log ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

const line = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Only whole lines count: the last one may have been written half. */
function readLog(bytes: Buffer, file: string): { erasures: Erasure[]; length: number } {
  const length = bytes.lastIndexOf("\n") + 1;
  const lines = bytes.subarray(0, length).toString("ascii").split("\n").slice(0, -1);
  const erasures = lines.map((text, index) => {
    const [, at, person] = line.exec(text) ?? [];
    if (!at || !person)
      throw new Refusal(`${file} is no erasure log: its line ${index + 1} is not a moment and a number.`);
    return { person, at: new Date(at) };
  });
  return { erasures, length };
}
