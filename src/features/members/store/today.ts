import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import type { Db, Schema } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { countedTo } from "../../../platform/today.ts";
import { coordinatedBy, visibleTo, waitingFor } from "../policy.ts";
import { listedStatuses } from "../rules.ts";

const eb = expressionBuilder<Schema, "members.membership">();
const status = (word: string): Expression<SqlBool> => eb("members.membership.status", "=", sql.lit(word));

export type Registered = {
  id: string;
  person_id: string;
  hub_id: string;
  at: Date;
  surname: string;
  given_name: string;
  birth_date: string;
};

/** Those whom this person may make volunteers, longest registered first. */
export const longestRegistered = (db: Db, who: Actor, limit: number): Promise<Registered[]> =>
  db
    .selectFrom("members.membership")
    .innerJoin("people.v_card as card", "card.id", "members.membership.person_id")
    .where(eb.and([visibleTo(who), status("registered")]))
    .select(["members.membership.id", "members.membership.person_id", "members.membership.hub_id"])
    .select(["members.membership.status_at as at", "card.surname", "card.given_name", "card.birth_date"])
    .orderBy("members.membership.status_at")
    .orderBy("members.membership.id")
    .limit(limit)
    .$castTo<Registered>()
    .execute();

/** How many they are, counted no further than one beyond what people need to know. */
export const countRegistered = (db: Db, who: Actor): Promise<number> =>
  countSome(db, eb.and([visibleTo(who), status("registered")]));

async function countSome(db: Db, filter: Expression<SqlBool>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${upTo(filter)} as count`.execute(db);
  return rows[0]?.count ?? 0;
}

const upTo = (filter: Expression<SqlBool>) =>
  sql<number>`(select count(*) from (select from members.membership where ${filter} limit ${countedTo + 1}) as few)`;

export type WaitingHub = { hub_id: string; count: number; at: Date; soon: number };

/** How many wait for consent in each hub whose waiting this person handles, since when, and for how many it ends soon. */
export async function waitingByHub(db: Db, who: Actor, endsSoon: Date): Promise<WaitingHub[]> {
  const { rows } = await sql<WaitingHub>`
    select hub_id, count(*) as count, min(status_at) as at, count(*) filter (where status_at <= ${endsSoon}) as soon
    from (
      select hub_id, status_at from members.membership where ${waitingFor(who)}
      order by status_at limit ${countedTo + 1}
    ) as few
    group by hub_id order by at`.execute(db);
  return rows;
}

export type Changed = { joined: number; volunteers: number; gone: number; posts: number };

/**
 * What changed since then among those whom this person looks after. Who stopped waiting for consent was in no list and
 * is in no count either; neither is whoever was erased, for nothing tells them apart.
 */
export async function changesSince(db: Db, who: Actor, since: Date, now: Date): Promise<Changed> {
  const of = coordinatedBy(who);
  const hubs = (column: string): Expression<SqlBool> =>
    of === "all" ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${of}::uuid[])`;
  const left = sql<SqlBool>`exists (
    select from members.status_change as change
    where change.membership_id = members.membership.id and change.to_status = 'left'
      and change.from_status = any(${[...listedStatuses]}::text[]) and change.at >= ${since})`;
  const membership = "members.membership.hub_id";
  const { rows } = await sql<Changed>`
    select
      ${upTo(eb.and([visibleTo(who), eb("members.membership.joined_at", ">=", since)]))} as joined,
      ${upTo(eb.and([visibleTo(who), status("volunteer"), changed(since)]))} as volunteers,
      ${upTo(eb.and([hubs(membership), status("left"), changed(since), left]))} as gone,
      (select count(*) from members.post
        where ${hubs("members.post.hub_id")} and since <= ${now}
          and (since >= ${since} or (until >= ${since} and until <= ${now}))) as posts`.execute(db);
  return rows[0] ?? { joined: 0, volunteers: 0, gone: 0, posts: 0 };
}

const changed = (since: Date): Expression<SqlBool> => eb("members.membership.status_at", ">=", since);

/** Whose membership each of these is. */
export const membersOf = (db: Db, memberships: string[]): Promise<{ person: string; hub: string }[]> =>
  db
    .selectFrom("members.membership")
    .select(["person_id as person", "hub_id as hub"])
    .where("id", "in", memberships)
    .orderBy("id")
    .execute();
