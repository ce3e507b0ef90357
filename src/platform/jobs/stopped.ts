import { sql } from "kysely";
import type { Db } from "../db/pool.ts";

export type Stopped = { name: string; since: Date; count: number };

/**
 * The kinds of work that failed after all their tries. Work that comes by itself counts only until it succeeded again.
 * Read from the queue's own table, along its index of what is not done.
 */
export async function stoppedJobs(db: Db, jobs: { name: string; cron?: string }[]): Promise<Stopped[]> {
  const names = jobs.map((job) => job.name);
  const regular = jobs.filter((job) => job.cron).map((job) => job.name);
  const { rows } = await sql<Stopped>`
    select failed.name, min(failed.completed_on) as since, count(*) as count
    from jobs.job as failed
    where failed.state = 'failed' and failed.name = any(${names}::text[])
      and not (failed.name = any(${regular}::text[]) and exists (
        select from jobs.job as done
        where done.name = failed.name and done.state = 'completed' and done.completed_on > failed.completed_on))
    group by failed.name order by since`.execute(db);
  return rows;
}

/** The failed runs of one kind, newest first. */
export async function failedRuns(db: Db, name: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from jobs.job where state = 'failed' and name = ${name}
    order by created_on desc limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
