import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";

/** More spellings than this begin alike only when hardly anything was typed. */
export const mostSpellings = 500;

/**
 * Numbers of the spellings that hold a word beginning so, for each word; with `alike` of those that share most of their
 * letters with it. One more than `mostSpellings` says that there are too many to tell.
 */
export async function findSpellings(db: Db, words: string[], alike: boolean): Promise<number[][]> {
  // A folded word is letters and digits only, so there is nothing in it that LIKE would read as a sign.
  const fits = alike ? sql`told.word <% words` : sql`words like '% ' || told.word || '%'`;
  const { rows } = await sql<{ numbers: number[] }>`
    select array(select no from members.spelling where ${fits} limit ${sql.lit(mostSpellings + 1)}) as numbers
    from unnest(${words}::text[]) with ordinality as told (word, place) order by place`.execute(db);
  return rows.map((row) => row.numbers);
}

/** Forgets spellings that no listed member has any more: a rare name alone may say who was here. */
export async function forgetSpellings(tx: Tx): Promise<void> {
  // Whoever writes a member shares this lock from before they look a spelling up until they are done.
  await sql`select pg_advisory_xact_lock(hashtext('members.spelling'))`.execute(tx);
  await sql`
    delete from members.spelling where not exists (
      select from members.membership as listed
      where listed.status in ('registered', 'volunteer') and spelling.no = listed.first_no
    ) and not exists (
      select from members.membership as listed
      where listed.status in ('registered', 'volunteer') and spelling.no = listed.second_no
    ) and not exists (
      select from members.membership as listed
      where listed.status in ('registered', 'volunteer') and spelling.no = listed.rest_no
    ) and not exists (
      select from members.membership as listed
      where listed.status in ('registered', 'volunteer') and spelling.no = listed.home_no
    )`.execute(tx);
}
