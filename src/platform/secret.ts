import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.ts";

/** The secret kept in `dir` for hubs that set none, made at the first start. */
export function keptSecret(dir: string): string {
  const file = path.join(dir, "secret");
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new Refusal(
    `${file} should hold at least 32 random characters and does not: delete it, and people sign in once more.`,
  );
}
