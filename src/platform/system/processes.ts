import { randomUUID } from "node:crypto";
import os from "node:os";
import type { Role, Settings } from "../config.ts";
import type { Db } from "../db/pool.ts";
import { deriveKeys, keyedHash } from "../keys.ts";
import { Refusal } from "../refusal.ts";

/** One process that serves this database, as the others see it. */
export type SeenProcess = {
  id: string;
  role: Role;
  machine: string;
  number: number;
  version: string;
  started_at: Date;
  seen_at: Date;
};

export const beatEvery = 10_000;
const silentAfter = 35_000;

const ago = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds);

/** The processes that have been heard of lately, the oldest first. */
export const seenProcesses = async (db: Db, now: Date): Promise<SeenProcess[]> =>
  (await db
    .selectFrom("platform.process")
    .select(["id", "role", "machine", "number", "version", "started_at", "seen_at"])
    .where("seen_at", ">", ago(now, silentAfter))
    .orderBy("started_at")
    .orderBy("id")
    .execute()) as SeenProcess[];

type Announced = { settings: Settings; version: string; now: () => Date };

/**
 * Tells the other processes of this database that this one is here, now and every ten seconds. Refuses where one of
 * them has another secret: a code asked for here could not be used there.
 */
export async function announceProcess(
  db: Db,
  { settings, version, now }: Announced,
): Promise<() => Promise<void>> {
  const secret_mark = keyedHash(deriveKeys(settings).hashes, "process").toString("hex").slice(0, 16);
  await refuseStrangers(db, secret_mark, now());
  const row = {
    id: randomUUID(),
    role: settings.role,
    machine: os.hostname(),
    number: process.pid,
    version,
    secret_mark,
    started_at: now(),
  };
  await beat(db, row, now());
  const beating = setInterval(() => void beat(db, row, now()).catch(() => {}), beatEvery).unref();
  return async () => {
    clearInterval(beating);
    await db
      .deleteFrom("platform.process")
      .where("id", "=", row.id)
      .execute()
      .catch(() => {}); // the database may be gone already: the row ages by itself
  };
}

async function refuseStrangers(db: Db, secret_mark: string, now: Date): Promise<void> {
  const stranger = await db
    .selectFrom("platform.process")
    .select(["machine", "number"])
    .where("secret_mark", "<>", secret_mark)
    .where("seen_at", ">", ago(now, silentAfter))
    .executeTakeFirst();
  if (!stranger) return;
  throw new Refusal(
    `Process ${stranger.number} on ${stranger.machine} serves this database with another SECRET: give every process the same one, or wait half a minute if that one has ended.`,
  );
}

type Row = Omit<SeenProcess, "seen_at"> & { secret_mark: string };

/** Writes the whole row each time: a database that was killed has forgotten it. */
async function beat(db: Db, row: Row, now: Date): Promise<void> {
  await db
    .insertInto("platform.process")
    .values({ ...row, seen_at: now })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen_at: now }))
    .execute();
  await db.deleteFrom("platform.process").where("seen_at", "<", ago(now, 3_600_000)).execute();
}
