import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";

export type Scan = { kind: "image/jpeg" | "application/pdf"; bytes: Buffer };

/** Keeps the scan of a paper, in place of an earlier one. */
export const putScan = (tx: Tx, paper_id: string, scan: Scan, now: Date) =>
  tx
    .insertInto("consents.scan")
    .values({ ...scan, paper_id, added_at: now })
    .onConflict((conflict) => conflict.column("paper_id").doUpdateSet({ ...scan, added_at: now }))
    .execute();

export const getScan = (db: Db, paper: string): Promise<Scan | undefined> =>
  db
    .selectFrom("consents.scan")
    .select(["kind", "bytes"])
    .where("paper_id", "=", paper)
    .$castTo<Scan>()
    .executeTakeFirst();

/** What kind of scan a paper has, if any, without carrying it along. */
export async function scanKind(db: Db, paper: string): Promise<Scan["kind"] | null> {
  const row = await db
    .selectFrom("consents.scan")
    .select("kind")
    .where("paper_id", "=", paper)
    .executeTakeFirst();
  return (row?.kind as Scan["kind"] | undefined) ?? null;
}

export const removeScan = (tx: Tx, paper: string) =>
  tx.deleteFrom("consents.scan").where("paper_id", "=", paper).execute();

/**
 * Papers whose scan proves nothing any more: the last consent it proved was over by `ended` (a day), or it was never
 * confirmed and has not changed since `before`.
 */
export async function scansToForget(
  db: Db,
  { ended, before }: { ended: string; before: Date },
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select paper.id from consents.scan join consents.paper on paper.id = scan.paper_id
    where case when paper.state = 'confirmed'
      then not exists (
        select from consents.consent where consent.paper_id = paper.id
          and least(consent.ends_on, consent.withdrawn_at::date) > ${ended}::date)
      else paper.state_at < ${before} end
    order by paper.state_at limit ${most}`.execute(db);
  return rows.map((row) => row.id);
}
