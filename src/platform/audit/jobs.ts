import type { Settings } from "../config.ts";
import type { Db } from "../db/pool.ts";
import type { Job } from "../jobs/jobs.ts";
import { headInWords, keepHead, keptHeads } from "./heads.ts";
import { seal } from "./sealing.ts";
import { type Verified, verifyOnce } from "./verifying.ts";

export const auditJobs: Job[] = [
  { name: "audit.seal", cron: "* * * * *", run: async ({ db, now }) => void (await seal(db, now)) },
  { name: "audit.check", cron: "20 21 * * *", run: ({ db, settings, now }) => checkChain(db, settings, now) },
];

/** Checks the whole chain, keeps what was found for the administrator, and its head where no database reaches. */
export async function checkChain(db: Db, settings: Settings, now: Date): Promise<void> {
  await seal(db, now);
  const verified = await verifyOnce(db, keptHeads(settings.var_dir), now);
  await keepCheck(db, verified, now);
  if (verified.position === 0) return;
  keepHead(settings.var_dir, verified, now);
  // A line of its own whatever the log's level: it is the copy that somebody with the database cannot change.
  if (settings.log_level !== "silent")
    console.log(JSON.stringify({ time: now.getTime(), msg: "audit head", head: headInWords(verified) }));
}

const keepCheck = (db: Db, { position, hash, problem }: Verified, now: Date) =>
  db
    .insertInto("platform.audit_check")
    .values({
      at: now,
      entries: position,
      head: hash,
      problem: problem?.kind ?? null,
      place: problem?.place ?? null,
    })
    .execute();
