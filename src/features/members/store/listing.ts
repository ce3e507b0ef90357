import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from "kysely";
import type { Db, Schema } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { visibleTo, waitingFor } from "../policy.ts";
import { countedTo, type ListedStatus, type Order, rowsAPage } from "../rules.ts";

/** What a list is narrowed by; words are folded, days are birth dates with both ends included. */
export type Narrowing = {
  words: string[];
  hub: string | null;
  settlements: string[] | null;
  born: { first: string | null; last: string } | null;
  status: ListedStatus | null;
  speaks: string | null;
};

/** Where a page begins or ends: at a row of the list, named by its membership. */
export type Place = { after?: string | undefined; before?: string | undefined };

type Members = SelectQueryBuilder<Schema, "members.membership", object>;

const columns = {
  name: "members.membership.name_key",
  joined: "members.membership.joined_at",
  age: "members.membership.birth_date",
} as const;
const types = { name: sql`text`, joined: sql`timestamptz`, age: sql`date` };

/** Begins from what this person may see; nothing is added to that, only taken away. `alike` takes spelling mistakes. */
function visible(db: Db, who: Actor, narrowing: Narrowing, alike: boolean): Members {
  const { words, hub, settlements, born, status, speaks } = narrowing;
  let query: Members = db.selectFrom("members.membership").where(visibleTo(who));
  for (const word of words) query = query.where(alike ? soundsLike(word) : holdsWord(word));
  if (hub) query = query.where("members.membership.hub_id", "=", hub);
  if (settlements) query = query.where("members.membership.settlement_code", "=", anyOf(settlements));
  if (born) query = bornBetween(query, born);
  if (status) query = query.where("members.membership.status", "=", sql.lit(status));
  if (speaks) query = query.where(sql<SqlBool>`members.membership.speaks @> array[${speaks}]::text[]`);
  return query;
}

const anyOf = (codes: string[]) => sql<string>`any(${codes}::text[])`;

function bornBetween(query: Members, { first, last }: NonNullable<Narrowing["born"]>): Members {
  const until = query.where("members.membership.birth_date", "<=", last);
  return first ? until.where("members.membership.birth_date", ">=", first) : until;
}

// A folded word is letters and digits only, so there is nothing in it that LIKE would read as a sign.
const holdsWord = (word: string): Expression<SqlBool> =>
  sql<SqlBool>`members.membership.search like ${`% ${word}%`}`;
const soundsLike = (word: string): Expression<SqlBool> => sql<SqlBool>`${word} <% members.membership.search`;

/** How many there are, counted no further than people need to know. */
export async function countMembers(
  db: Db,
  who: Actor,
  narrowing: Narrowing,
  alike: boolean,
): Promise<number> {
  const some = visible(db, who, narrowing, alike)
    .select("members.membership.id")
    .limit(countedTo + 1);
  const { count } = await db
    .selectFrom(some.as("some"))
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

export type Row = {
  id: string;
  person_id: string;
  hub_id: string;
  status: ListedStatus;
  joined_at: Date;
  surname: string;
  given_name: string;
  birth_date: string;
  settlement_code: string;
};

export type PageOfRows = { rows: Row[]; earlier: boolean; later: boolean };

/** One page of the list in its order, and whether there are rows before and after it; costs the same anywhere in it. */
export async function pageOfMembers(
  db: Db,
  who: Actor,
  narrowing: Narrowing,
  asked: { order: Order; place: Place; alike: boolean },
): Promise<PageOfRows> {
  const backwards = Boolean(asked.place.before);
  const by = asked.order.replace("-", "") as keyof typeof columns;
  const natural = by === "name";
  const ascending = asked.order.startsWith("-") !== natural;
  const up = ascending !== backwards;
  const edge = asked.place.before ?? asked.place.after;
  const start = edge ? await edgeOf(db, who, edge, by) : undefined;
  let query = visible(db, who, narrowing, asked.alike);
  if (start)
    query = query.where(
      sql<SqlBool>`(${sql.ref(columns[by])}, members.membership.id) ${sql.raw(up ? ">" : "<")}
        (cast(${start.key} as ${types[by]}), cast(${start.id} as uuid))`,
    );
  const direction = up ? "asc" : "desc";
  const ids = query
    .select(["members.membership.id", sql<string>`${sql.ref(columns[by])}`.as("key")])
    .orderBy(columns[by], direction)
    .orderBy("members.membership.id", direction)
    .limit(rowsAPage + 1);
  const read = await detailsOf(db, ids, direction);
  const more = read.length > rowsAPage;
  const rows = read.slice(0, rowsAPage);
  if (!backwards) return { rows, earlier: start !== undefined, later: more };
  return { rows: rows.toReversed(), earlier: more, later: start !== undefined };
}

type Ids = SelectQueryBuilder<Schema, "members.membership", { id: string; key: string }>;

/** What a page shows of its rows: looked up for these few only, after the page is chosen. */
const detailsOf = (db: Db, ids: Ids, direction: "asc" | "desc"): Promise<Row[]> =>
  db
    .with("page", () => ids)
    .selectFrom("page")
    .innerJoin("members.membership as membership", "membership.id", "page.id")
    .innerJoin("people.v_card as card", "card.id", "membership.person_id")
    .select([
      "membership.id",
      "membership.person_id",
      "membership.hub_id",
      "membership.status",
      "membership.joined_at",
    ])
    .select(["card.surname", "card.given_name", "card.birth_date", "membership.settlement_code"])
    .orderBy("page.key", direction)
    .orderBy("page.id", direction)
    .$castTo<Row>()
    .execute();

/** The row a page begins from, if this person may see it; a hidden one is as good as none. */
async function edgeOf(db: Db, who: Actor, id: string, by: keyof typeof columns) {
  return db
    .selectFrom("members.membership")
    .where(visibleTo(who))
    .where("members.membership.id", "=", id)
    .select(["members.membership.id", sql<string>`${sql.ref(columns[by])}::text`.as("key")])
    .executeTakeFirst();
}

export type WaitingRow = {
  hub_id: string;
  given_name: string;
  birth_date: string;
  settlement_code: string;
  joined_at: Date;
};

/** Everybody who waits and whom this person may know of, longest first: one line each and nothing more. */
export const pageOfWaiting = (db: Db, who: Actor, limit: number): Promise<WaitingRow[]> =>
  db
    .selectFrom("members.membership")
    .innerJoin("people.v_card as card", "card.id", "members.membership.person_id")
    .where(waitingFor(who))
    .select(["members.membership.hub_id", "members.membership.joined_at"])
    .select(["card.given_name", "card.birth_date", "card.settlement_code"])
    .orderBy("members.membership.joined_at")
    .orderBy("members.membership.id")
    .limit(limit)
    .$castTo<WaitingRow>()
    .execute();
