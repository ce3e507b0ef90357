import type { Db } from "../db/pool.ts";
import { type BackupOrder, type Made, makeBackup } from "./backup.ts";

export type Kind = "asked" | "nightly" | "upgrade";

export type RecordedBackup = {
  kind: Kind;
  started_at: Date;
  finished_at: Date;
  file: string;
  encrypted: boolean;
  rows: number | null;
  bytes: number | null;
  /** Why there is none, in one sentence; null where all went well. */
  failure: string | null;
};

/** The last backup that went well, and the last one that failed if nothing went well since: for the administrator's page. */
export async function lastBackup(
  db: Db,
): Promise<{ good: RecordedBackup | undefined; failed: RecordedBackup | undefined }> {
  const rows = db.selectFrom("platform.backup").orderBy("finished_at", "desc").orderBy("id", "desc").limit(1);
  const columns = [
    "kind",
    "started_at",
    "finished_at",
    "file",
    "encrypted",
    "rows",
    "bytes",
    "failure",
  ] as const;
  const latest = (failed: boolean) =>
    rows
      .select(columns)
      .where("failure", failed ? "is not" : "is", null)
      .$castTo<RecordedBackup>()
      .executeTakeFirst();
  const [good, failed] = [await latest(false), await latest(true)];
  return { good, failed: failed && good && good.finished_at > failed.finished_at ? undefined : failed };
}

/** Makes a backup; answers what became of it as a row that `keepRecord` writes down, also where it failed. */
export async function attempt(
  kind: Kind,
  order: BackupOrder,
): Promise<{ record: RecordedBackup; made: Made } | { record: RecordedBackup; error: unknown }> {
  const { now, file, passphrase } = order;
  const began = performance.now();
  const row = (result: Pick<RecordedBackup, "rows" | "bytes" | "failure">): RecordedBackup => ({
    kind,
    started_at: now,
    finished_at: new Date(now.getTime() + Math.round(performance.now() - began)),
    file,
    encrypted: passphrase !== undefined,
    ...result,
  });
  try {
    const made = await makeBackup(order);
    return { made, record: row({ rows: made.rows, bytes: made.bytes, failure: null }) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { error, record: row({ rows: null, bytes: null, failure }) };
  }
}

export async function keepRecord(db: Db, record: RecordedBackup): Promise<void> {
  await db.insertInto("platform.backup").values(record).execute();
}
