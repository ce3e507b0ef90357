import { sql } from "kysely";
import type { Db, Tx } from "../db/pool.ts";
import type { Failure } from "./store.ts";

/** The queue tries five times by itself, for about a quarter of an hour; what failed before that may still arrive. */
const minutesTried = 20;
/** Whoever has not looked by then will not mend it any more. */
const daysTold = 7;
/** So many are sent again at once. */
const mostAgain = 1_000;

export type Failed = { failure: Failure; at: Date; count: number; again: number };

const failed = (now: Date) => {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  return sql`failed_at is not null and delivered_at is null
    and failed_at >= ${ago(daysTold * 24 * 60)} and created_at <= ${ago(minutesTried)}
    and not (kind = 'code' and failure = 'too_late')`;
};
const mayGoAgain = (now: Date) => sql`(sealed is not null and (until is null or until > ${now}))`;

/** What did not arrive, by reason, and how much of it can be sent again: its text is kept for a day. */
export async function failedNotices(db: Db, now: Date): Promise<Failed[]> {
  const { rows } = await sql<Failed>`
    select failure, min(created_at) as at, count(*) as count, count(*) filter (where ${mayGoAgain(now)}) as again
    from platform.notice where ${failed(now)} group by failure order by at`.execute(db);
  return rows;
}

/** Lets what failed for this reason wait again; answers the ids that have to be delivered anew. */
export async function reviveNotices(tx: Tx, failure: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update platform.notice set failed_at = null, failure = null
    where id in (
      select id from platform.notice where ${failed(now)} and failure = ${failure} and ${mayGoAgain(now)}
      order by created_at limit ${mostAgain} for update skip locked)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}
