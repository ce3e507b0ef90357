import { sql } from "kysely";
import type { Db } from "../db/pool.ts";

export type DatabaseFacts = { version: string; bytes: number; used: number; most: number };

/** The database as its server sees it. */
export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
  const { rows } = await sql<DatabaseFacts>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as bytes,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int as most`.execute(db);
  return rows[0] as DatabaseFacts;
}

export type QueueFacts = { waiting: number; failed: number; oldest: Date | null };

/** Work that is due and not begun, and what failed for good within a day. */
export async function queueFacts(db: Db, now: Date): Promise<QueueFacts> {
  const { rows } = await sql<QueueFacts>`
    select count(*) filter (where state < 'active') as waiting,
      count(*) filter (where state = 'failed') as failed,
      min(start_after) filter (where state < 'active') as oldest
    from jobs.job
    where (state < 'active' and start_after <= ${now})
      or (state = 'failed' and completed_on > ${dayBefore(now)})`.execute(db);
  return rows[0] as QueueFacts;
}

export type NoticeFacts = {
  waiting: number;
  failed: number;
  failed_at: Date | null;
  delivered_at: Date | null;
};

/** Letters and text messages of the last day, and when one last arrived. */
export async function noticeFacts(db: Db, now: Date): Promise<NoticeFacts> {
  const { rows } = await sql<NoticeFacts>`
    select count(*) filter (where sealed is not null and delivered_at is null and failed_at is null
        and (until is null or until > ${now})) as waiting,
      count(*) filter (where failed_at is not null and delivered_at is null) as failed,
      max(failed_at) filter (where delivered_at is null) as failed_at,
      (select delivered_at from platform.notice where delivered_at is not null
        order by created_at desc limit 1) as delivered_at
    from platform.notice where created_at > ${dayBefore(now)}`.execute(db);
  return rows[0] as NoticeFacts;
}

const dayBefore = (now: Date) => new Date(now.getTime() - 86_400_000);
