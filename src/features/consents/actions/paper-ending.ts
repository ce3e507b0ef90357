import type { Db } from "../../../platform/db/pool.ts";
import { scanTerms } from "../rules/papers.ts";
import { removeScan, scansToForget } from "../store/scans.ts";

const atOnce = 500;

/** Deletes scans that prove nothing any more: three years after the last consent they prove is over, the unconfirmed after one. */
export async function forgetScans(db: Db, now: Date): Promise<void> {
  const before = (months: number) => {
    const moment = new Date(now);
    moment.setUTCMonth(moment.getUTCMonth() - months);
    return moment;
  };
  const ended = before(scanTerms.after_end).toISOString().slice(0, 10);
  const old = { ended, before: before(scanTerms.unconfirmed) };
  for (;;) {
    const papers = await scansToForget(db, old, atOnce);
    await db.transaction().execute(async (tx) => {
      for (const paper of papers) await removeScan(tx, paper);
    });
    if (papers.length < atOnce) return;
  }
}
