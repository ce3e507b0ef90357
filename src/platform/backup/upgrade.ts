import { rmSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { knownMigrations, migrate } from "../db/migrate.ts";
import { type Db, withClient } from "../db/pool.ts";
import { Refusal } from "../refusal.ts";
import { readVersion } from "../version.ts";
import { listMigrations } from "./catalogue.ts";
import { listOf, nameOf } from "./nightly.ts";
import { attempt, keepRecord, type RecordedBackup } from "./records.ts";

type Upgrade = { settings: Settings; say: (line: string) => void; now: Date };

/** How many backups from before an upgrade are kept. */
const kept = 3;

/**
 * Brings the database up to this version; one that is in use is backed up first, because there is no other way back. A
 * backup that cannot be written stops the upgrade before it has begun.
 */
export async function upgrade(db: Db, { settings, say, now }: Upgrade): Promise<string[]> {
  const applied = await withClient(db, listMigrations);
  const ahead = knownMigrations().filter((name) => !applied.includes(name));
  const record =
    applied.length > 0 && ahead.length > 0 && settings.backup_keep > 0
      ? await backUpBefore(db, { settings, say, now })
      : undefined;
  const steps = await migrate(db);
  if (record) await keepRecord(db, record);
  if (steps.length > 0)
    say(`The database took ${steps.length} ${steps.length === 1 ? "step" : "steps"} to this version.`);
  return steps;
}

async function backUpBefore(db: Db, { settings, say, now }: Upgrade): Promise<RecordedBackup> {
  const { backup_dir: folder, var_dir, secret, backup_passphrase: passphrase } = settings;
  const [version] = readVersion().split(" ");
  const file = path.join(folder, nameOf(`before-${version}`, now));
  say(`This version changes the database: writing a backup to ${file} first …`);
  const order = { file, var_dir, secret, passphrase, now };
  const done = await withClient(db, (client) => attempt("upgrade", { ...order, client }));
  if ("error" in done)
    throw new Refusal(
      `The database was not brought to this version, because the backup before it failed: ${done.record.failure} BACKUP_KEEP=0 upgrades without one.`,
      { cause: done.error },
    );
  for (const each of listOf(folder, "before").slice(0, -kept)) rmSync(path.join(folder, each));
  return done.record;
}
