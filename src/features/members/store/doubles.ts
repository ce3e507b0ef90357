import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { visibleTo } from "../policy.ts";

/** Whoever joined before these many others is looked for no more: a doubt is young or it is none. */
const newest = 500;

type Somebody = { id: string; surname: string; given_name: string };

export type Double = { at: Date; reason: "name" | "contact"; one: Somebody; other: Somebody; count: number };

/**
 * Pairs of records, both visible to this person, that may be one human being: the same name and birth date, or the same
 * contact and given name (brothers and sisters share a contact, not a name). Each is found by an index from the newest
 * members on, so that a million people cost no more than a thousand; they stand apart as a step of their own, because
 * without statistics, as after an import, PostgreSQL would look for them anew for every member. Oldest doubt first.
 */
export async function doublesFor(db: Db, who: Actor, limit: number): Promise<Double[]> {
  const { rows } = await sql<Double>`
    with recent as (
      select distinct person_id from (
        select found.person_id from (values ('registered'), ('volunteer')) as state (status)
        cross join lateral (
          select person_id, joined_at from members.membership
          where ${visibleTo(who)} and members.membership.status = state.status
          order by joined_at desc limit ${newest}
        ) as found
        order by found.joined_at desc limit ${newest}
      ) as newest
    ), pair as materialized (
      select own.id as one, alike.id as other, 'name' as reason
      from recent join people.v_card as own on own.id = recent.person_id
      join people.v_card as alike
        on alike.birth_date = own.birth_date and alike.search = own.search and alike.id <> own.id
      union all
      select own.id, alike.id, 'contact'
      from recent join people.v_card as own on own.id = recent.person_id
      join people.v_contact as mine on mine.person_id = own.id
      join people.v_contact as theirs
        on theirs.kind = mine.kind and theirs.value = mine.value and theirs.person_id <> own.id
      join people.v_card as alike
        on alike.id = theirs.person_id and lower(alike.given_name) = lower(own.given_name)
    ), doubt as (
      select least(one, other) as one, greatest(one, other) as other, max(reason) as reason
      from pair
      where exists (
          select from members.membership where members.membership.person_id = pair.other and ${visibleTo(who)})
        and not exists (
          select from people.v_told_apart as told
          where told.one_id = least(pair.one, pair.other) and told.other_id = greatest(pair.one, pair.other))
      group by 1, 2
    )
    select greatest(a.created_at, b.created_at) as at, reason, count(*) over () as count,
      json_build_object('id', a.id, 'surname', a.surname, 'given_name', a.given_name) as one,
      json_build_object('id', b.id, 'surname', b.surname, 'given_name', b.given_name) as other
    from doubt join people.v_card as a on a.id = doubt.one join people.v_card as b on b.id = doubt.other
    order by at, a.id, b.id limit ${limit}`.execute(db);
  return rows;
}

/** Which of these people the person may see as members. */
export async function visibleAmong(tx: Tx, who: Actor, people: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("members.membership")
    .select("members.membership.person_id")
    .where(visibleTo(who))
    .where("members.membership.person_id", "in", people)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}
