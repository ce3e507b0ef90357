import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.ts";

/** The secret kept in `dir` for hubs that set none, made at the first start. */
export function keptSecret(dir: string): string {
  const file = path.join(dir, "secret");
  if (!existsSync(file)) makeSecret(file);
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new Refusal(
    `${file} should hold at least 32 random characters and does not: delete it, and people sign in once more.`,
  );
}

/** Complete or not there; of several processes that make one at the same moment, all go on with the first. */
function makeSecret(file: string): void {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") renameSync(mine, file); // a disk that knows no links
  } finally {
    rmSync(mine, { force: true });
  }
}
/** The secret kept in `dir`, where there is one already. */
export const findSecret = (dir: string): string | undefined =>
  existsSync(path.join(dir, "secret")) ? keptSecret(dir) : undefined;
