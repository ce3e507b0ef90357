import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { type Db, withClient } from "../db/pool.ts";
import type { Job } from "../jobs/jobs.ts";
import type { Made } from "./backup.ts";
import { attempt, keepRecord } from "./records.ts";

/** Every night at a quarter past one in Kazakhstan. A failure is tried again the next night and told on the administrator's page. */
export const nightlyBackup: Job = {
  name: "backup.nightly",
  cron: "15 20 * * *",
  queue: { expireInSeconds: 6 * 3600, retryLimit: 0 },
  run: async ({ db, settings, now }) => {
    if (settings.backup_keep > 0) await backUpTonight(db, settings, now);
  },
};

/** Writes tonight's backup, then takes away the oldest beyond those that are kept; none goes before a new one is whole. */
export async function backUpTonight(db: Db, settings: Settings, now: Date): Promise<Made> {
  const { backup_dir: folder, backup_keep, var_dir, secret, backup_passphrase: passphrase } = settings;
  clearHalves(folder);
  const file = path.join(folder, nameOf("nightly", now));
  const order = { file, var_dir, secret, passphrase, now };
  const done = await withClient(db, (client) => attempt("nightly", { ...order, client }));
  if ("error" in done) {
    await keepRecord(db, done.record).catch(() => {}); // what fills the disk may be in the database's way too
    throw done.error;
  }
  await keepRecord(db, done.record);
  for (const each of listOf(folder, "nightly").slice(0, -backup_keep)) rmSync(path.join(folder, each));
  return done.made;
}

/** Names that sort by time: `nightly-20261122T2015.dostyq`. */
export const nameOf = (kind: string, now: Date): string =>
  `${kind}-${now.toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}.dostyq`;

/** The backups of a kind, oldest first. */
export const listOf = (folder: string, kind: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}-`) && name.endsWith(".dostyq"))
    .sort();

/** What a hub that was killed meanwhile left half written. */
function clearHalves(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.endsWith(".dostyq.part")) rmSync(path.join(folder, name), { force: true });
}
