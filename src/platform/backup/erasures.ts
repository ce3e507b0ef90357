import { existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import type { Db, Tx } from "../db/pool.ts";
import type { PersonContract } from "../feature.ts";
import type { Job } from "../jobs/jobs.ts";
import { Refusal } from "../refusal.ts";

/** That somebody was erased; the number says nothing to anybody who has no older backup. */
export type Erasure = { person: string; at: Date };

/** That an agreement was withdrawn, or followed by a "no": its number and when it was given, nothing of whose it was. */
export type Withdrawal = { consent: number; given_at: Date; at: Date };

/** What came about after a backup and is done again when it is restored. */
export type Since = { erasures: Erasure[]; withdrawals: Withdrawal[] };

/** Remembers in the erasure's own transaction that a person was erased, so that older backups forget them again. */
export async function rememberErasure(tx: Tx, person: string, at: Date): Promise<void> {
  await tx
    .insertInto("platform.erasure")
    .values({ person_id: person, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The same for agreements that do not stand any more, so that older backups do not bring them back. */
export async function rememberWithdrawals(tx: Tx, withdrawals: Withdrawal[]): Promise<void> {
  if (withdrawals.length === 0) return;
  await tx
    .insertInto("platform.withdrawal")
    .values(withdrawals.map(({ consent, ...when }) => ({ consent_id: consent, ...when })))
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

/** Adds to the log whatever is not in it yet. It is on the disk when this ends. */
export async function logErasures(db: Db, file: string): Promise<void> {
  const { lines, length } = existsSync(file) ? parseLog(readFileSync(file), file) : { lines: [], length: 0 };
  const known = new Set(lines);
  const missing = (await linesOf(db)).filter((line) => !known.has(line));
  if (missing.length === 0) return;
  await using handle = await open(file, existsSync(file) ? "r+" : "wx", 0o600);
  await handle.truncate(length); // half a line, from a disk that was full or a machine that lost its power
  await handle.write(missing.map((line) => `${line}\n`).join(""), length);
  await handle.sync();
}

/** A line for each: an erasure is a moment and a person's number; a withdrawal two moments and a consent's number. */
async function linesOf(db: Db): Promise<string[]> {
  const erasures = await db.selectFrom("platform.erasure").selectAll().orderBy("at").execute();
  const withdrawals = await db.selectFrom("platform.withdrawal").selectAll().orderBy("at").execute();
  return [
    ...erasures.map(({ person_id, at }) => `${at.toISOString()} ${person_id}`),
    ...withdrawals.map(
      ({ consent_id, given_at, at }) =>
        `${at.toISOString()} withdrew ${consent_id} ${given_at.toISOString()}`,
    ),
  ];
}

/** What an erasure log says; refuses a file that is none. */
export function readErasureLog(file: string): Since {
  try {
    return parseLog(readFileSync(file), file).since;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The erasure log ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

const moment = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`;
const erasureLine = new RegExp(`^${moment} ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`);
const withdrawalLine = new RegExp(String.raw`^${moment} withdrew (\d+) ${moment}$`);

/** Only whole lines count: the last one may have been written half. */
function parseLog(bytes: Buffer, file: string): { lines: string[]; since: Since; length: number } {
  const length = bytes.lastIndexOf("\n") + 1;
  const lines = bytes.subarray(0, length).toString("ascii").split("\n").slice(0, -1);
  const since: Since = { erasures: [], withdrawals: [] };
  for (const [index, text] of lines.entries()) {
    const erasure = erasureLine.exec(text);
    const withdrawal = withdrawalLine.exec(text);
    if (erasure) since.erasures.push({ at: new Date(erasure[1] ?? ""), person: erasure[2] ?? "" });
    else if (withdrawal)
      since.withdrawals.push({
        at: new Date(withdrawal[1] ?? ""),
        consent: Number(withdrawal[2]),
        given_at: new Date(withdrawal[3] ?? ""),
      });
    else throw new Refusal(`${file} is no erasure log: its line ${index + 1} is not a moment and a number.`);
  }
  return { lines, since, length };
}
