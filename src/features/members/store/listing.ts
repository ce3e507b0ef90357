import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { visibleTo } from "../policy.ts";
import { countedTo, type ListedStatus, type Order, rowsAPage } from "../rules.ts";
import { chooseWay, type Narrowing, rowsBy, type Way, wholeWay } from "./ways.ts";

/** Where a page begins or ends: at a row of the list, named by its membership. */
export type Place = { after?: string | undefined; before?: string | undefined };

const keys = { name: "name_key", joined: "joined_at", age: "birth_date" } as const;
const types = { name: sql`text`, joined: sql`timestamptz`, age: sql`date` };
type Key = keyof typeof keys;

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

export type PageOfRows = { count: number; rows: Row[]; earlier: boolean; later: boolean };

/** What an order goes by; joining begins with the newest, ages with the youngest. */
export function keyOf(order: Order): { by: Key; key: (typeof keys)[Key]; ascending: boolean } {
  const by = order.replace("-", "") as Key;
  return { by, key: keys[by], ascending: order.startsWith("-") !== (by === "name") };
}

type Asked = { order: Order; place: Place };
type Direction = { by: Key; up: boolean; start?: { id: string; key: string } | undefined };

/**
 * One page of the list in its order, whether there are rows before and after it, and how many there are, counted no
 * further than people need to know. Costs the same anywhere in the list and, nearly, in a list of any length.
 */
export async function pageOfMembers(
  db: Db,
  who: Actor,
  narrowing: Narrowing,
  { order, place }: Asked,
): Promise<PageOfRows> {
  const backwards = Boolean(place.before);
  const { by, ascending } = keyOf(order);
  const edge = place.before ?? place.after;
  const start = edge ? await edgeOf(db, who, edge, by) : undefined;
  const { count, rows: read } = await readPage(db, who, narrowing, {
    by,
    up: ascending !== backwards,
    start,
  });
  const more = read.length > rowsAPage;
  const rows = read.slice(0, rowsAPage);
  if (!backwards) return { count, rows, earlier: start !== undefined, later: more };
  return { count, rows: rows.toReversed(), earlier: more, later: start !== undefined };
}

/**
 * Takes so many rows as tell "more than a thousand"; where there are fewer, the page is chosen from them. Where there
 * are more, walking the list in its own order soon meets enough of them.
 */
async function readPage(
  db: Db,
  who: Actor,
  narrowing: Narrowing,
  direction: Direction,
): Promise<{ count: number; rows: Row[] }> {
  const way = chooseWay(narrowing);
  const inOrder = way.order === "any" || way.order === direction.by;
  // In another order than the way's own, walking a country pays off only where many more are met.
  const most = sql.lit(inOrder || narrowing.hubs ? countedTo + 1 : 4 * countedTo + 1);
  const { rows } = await sql<Row & { count: number }>`
    with taken as materialized (${rowsBy(way, { who, narrowing })} limit ${most}),
    counted as materialized (select count(*)::integer as count from taken),
    page as (
      select * from (${pick(sql`select * from taken where true${from(direction)}`, direction)}) as few
      where (select count from counted) < ${most}
      union all
      select * from (${walk(who, narrowing, inOrder ? way : wholeWay(narrowing), direction)}) as many
      where (select count from counted) = ${most}
    )
    select counted.count, page.id, membership.person_id, membership.hub_id, membership.status, membership.joined_at,
      membership.settlement_code, card.surname, card.given_name, card.birth_date
    from counted left join (
      page join members.membership on membership.id = page.id join people.v_card as card on card.id = person_id
    ) on true
    order by page.key ${inWay(direction)}, page.id ${inWay(direction)}`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count, rows: rows.filter((row) => row.id !== null).map(({ count: _count, ...row }) => row) };
}

const inWay = ({ up }: Direction) => sql.raw(up ? "asc" : "desc");

/** The first rows of a page in its order, and one more that tells whether there is another page. */
const pick = (rows: RawBuilder<unknown>, direction: Direction): RawBuilder<unknown> =>
  sql`select id, ${sql.ref(keys[direction.by])} as key from (${rows}) as those ${ordered(direction)}`;

const ordered = (direction: Direction) => sql`
  order by ${sql.ref(keys[direction.by])} ${inWay(direction)}, id ${inWay(direction)} limit ${sql.lit(rowsAPage + 1)}`;

const walk = (who: Actor, narrowing: Narrowing, way: Way, direction: Direction) =>
  pick(rowsBy(way, { who, narrowing, after: from(direction), tail: ordered(direction) }), direction);

const from = ({ by, up, start }: Direction): RawBuilder<unknown> =>
  start
    ? sql` and (${sql.ref(keys[by])}, id) ${sql.raw(up ? ">" : "<")}
        (cast(${start.key} as ${types[by]}), cast(${start.id} as uuid))`
    : sql``;

/** The row a page begins from, if this person may see it; a hidden one is as good as none. */
async function edgeOf(db: Db, who: Actor, id: string, by: Key) {
  return db
    .selectFrom("members.membership")
    .where(visibleTo(who))
    .where("members.membership.id", "=", id)
    .select(["members.membership.id", sql<string>`${sql.ref(keys[by])}::text`.as("key")])
    .executeTakeFirst();
}
