import { type Expression, sql, type SqlBool } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { waitingFor } from "../policy.ts";
import { countedTo, rowsAPage } from "../rules.ts";
import type { Place } from "./listing.ts";

export type WaitingRow = {
  id: string;
  hub_id: string;
  given_name: string;
  birth_date: string;
  settlement_code: string;
  joined_at: Date;
};

export type PageOfWaiting = { count: number; rows: WaitingRow[]; earlier: boolean; later: boolean };

/** A page of those who wait and whom this person may know of, longest first: one line each and nothing more. */
export async function pageOfWaiting(db: Db, who: Actor, place: Place): Promise<PageOfWaiting> {
  const backwards = Boolean(place.before);
  const edge = place.before ?? place.after;
  const start = edge ? await edgeOf(db, who, edge) : undefined;
  const direction = backwards ? "desc" : "asc";
  const read = await waiting(db, who)
    .innerJoin("people.v_card as card", "card.id", "members.membership.person_id")
    .$if(start !== undefined, (query) => query.where(beyond(start?.id ?? "", start?.key ?? "", backwards)))
    .select(["members.membership.id", "members.membership.hub_id", "members.membership.joined_at"])
    .select(["card.given_name", "card.birth_date", "card.settlement_code"])
    .orderBy("members.membership.joined_at", direction)
    .orderBy("members.membership.id", direction)
    .limit(rowsAPage + 1)
    .$castTo<WaitingRow>()
    .execute();
  const more = read.length > rowsAPage;
  const rows = read.slice(0, rowsAPage);
  const count = await countWaiting(db, who);
  if (!backwards) return { count, rows, earlier: start !== undefined, later: more };
  return { count, rows: rows.toReversed(), earlier: more, later: start !== undefined };
}

const waiting = (db: Db, who: Actor) => db.selectFrom("members.membership").where(waitingFor(who));

async function countWaiting(db: Db, who: Actor): Promise<number> {
  const some = waiting(db, who)
    .select("members.membership.id")
    .limit(countedTo + 1);
  const { count } = await db
    .selectFrom(some.as("some"))
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

const beyond = (id: string, key: string, backwards: boolean): Expression<SqlBool> =>
  sql<SqlBool>`(members.membership.joined_at, members.membership.id) ${sql.raw(backwards ? "<" : ">")}
    (cast(${key} as timestamptz), cast(${id} as uuid))`;

/** The line a page begins from, if this person may see it. */
const edgeOf = (db: Db, who: Actor, id: string) =>
  waiting(db, who)
    .where("members.membership.id", "=", id)
    .select(["members.membership.id", sql<string>`members.membership.joined_at::text`.as("key")])
    .executeTakeFirst();
