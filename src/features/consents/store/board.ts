import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import { type BoardList, countedTo, daysSoon, type Numbers, rowsAPage } from "../rules/board.ts";
import { type Purpose, purposes } from "../rules/standing.ts";
import { code, each, ends, era, nameOf, standing, stands } from "./stands.ts";

type Counts = { numbers: Numbers; lists: Record<BoardList, number> };

/**
 * Every number of a hub's board: where each purpose stands for those who take part, and how long each list is. Whoever
 * waits for consent is in no count but that of their own list.
 */
export async function countBoard(db: Db, hub: string, now: Date): Promise<Counts> {
  const takesPart = sql`and membership.status <> 'waiting_for_consent'`;
  const counts = (list: BoardList) => sql`
    select null, null, count(*) filter (where ${isListed(list, purposes)}), ${sql.lit(list)} from stands`;
  const { rows } = await sql<{ purpose: number | null; standing: number; count: number; list: BoardList }>`
    with ${stands(hub, now, takesPart)}
    select purpose, standing, count(*) as count, null as list
    from stands cross join unnest(array[${each(standing)}]) with ordinality as each (standing, purpose)
    group by purpose, standing
    union all ${counts("no")} union all ${counts("soon")}
    union all select null, null, count(*), 'waiting' from members.v_membership
      where hub_id = ${hub} and status = 'waiting_for_consent'`.execute(db);
  const numbers = Object.fromEntries(
    purposes.map((purpose) => [purpose, { agreed: 0, missing: 0, refused: 0, withdrawn: 0, ended: 0 }]),
  ) as Numbers;
  const lists = { waiting: 0, no: 0, soon: 0 };
  for (const { purpose, standing, count, list } of rows) {
    const name = purpose === null ? undefined : purposes[purpose - 1];
    if (name) numbers[name][nameOf.get(standing) ?? "missing"] = count;
    else lists[list] = count;
  }
  return { numbers, lists };
}

type Some = readonly Purpose[];
const either = (some: Some, of: (purpose: Purpose) => RawBuilder<unknown>) =>
  sql.join(some.map(of), sql` or `);

/** Whom a list holds because of some purposes; whoever waits is one line in a list of their own and nowhere else. */
function isListed(list: BoardList, some: Some, state?: "refused" | "withdrawn" | null): RawBuilder<boolean> {
  if (list === "waiting") return sql`status = 'waiting_for_consent'`;
  const no = state ? code(state) : sql`${code("refused")}, ${code("withdrawn")}`;
  const brings = (purpose: Purpose) =>
    list === "no" ? sql`${standing(purpose)} in (${no})` : sql`${endingSoon(purpose)} is not null`;
  return sql`status <> 'waiting_for_consent' and (${either(some, brings)})`;
}

/** The day on which an agreement that stands is over, if that is soon. */
const endingSoon = (purpose: Purpose) => sql`
  case when ${standing(purpose)} = ${code("agreed")} and ${ends(purpose)} <= day - ${era} + ${sql.lit(daysSoon)}
    then ${ends(purpose)} end`;

/** Whom there is nothing to say about in a list need not be judged for it. */
const worthJudging: Record<BoardList, RawBuilder<unknown>> = {
  waiting: sql`and membership.status = 'waiting_for_consent'`,
  no: sql`and exists (
    select from consents.consent as answer where answer.person_id = membership.person_id
      and (answer.answer = 'refused' or answer.withdrawn_at is not null))`,
  soon: sql`and exists (
    select from consents.consent as answer where answer.person_id = membership.person_id
      and answer.ends_on <= here.day + ${sql.lit(daysSoon)} and answer.ends_on > here.day)`,
};

/** What a list goes by: the longest waiting, the newest word, the nearest end. */
function keyOf(list: BoardList, some: Some): { key: RawBuilder<unknown>; up: boolean } {
  if (list === "waiting") return { key: sql`status_at`, up: true };
  if (list === "no") return { key: sql`at`, up: false };
  return { key: sql`least(${sql.join(some.map(endingSoon))})`, up: true };
}

export type Narrowing = {
  list: BoardList;
  purpose: Purpose | null;
  /** Of those who said no, one kind; of those who wait, whether a guardian is named. */
  state: "refused" | "withdrawn" | "named" | "unnamed" | null;
  district: string | null;
  settlement: string | null;
};
export type Place = { after?: string | undefined; before?: string | undefined };
export type BoardRow = {
  id: string;
  person_id: string;
  settlement_code: string;
  status_at: Date;
  since: string;
};
export type PageOfBoard = { count: number; rows: BoardRow[]; earlier: boolean; later: boolean };

const ascending = { way: sql`asc`, beyond: sql`>` };
const descending = { way: sql`desc`, beyond: sql`<` };

/** The rows after the one a page begins from; from the beginning where there is none. */
const beyondEdge = ({ way, beyond }: typeof ascending) => sql`
  select * from listed
  where not exists (select from edge) or (key, id) ${beyond} (select key, id from edge)
  order by key ${way}, id ${way} limit ${sql.lit(rowsAPage + 1)}`;

/** One page of a list of a hub's board, and how long the list is. */
export async function pageOfBoard(
  db: Db,
  hub: string,
  narrowing: Narrowing,
  { after, before }: Place,
  now: Date,
): Promise<PageOfBoard> {
  const { list, purpose, state } = narrowing;
  const some = purpose ? [purpose] : purposes;
  const { key, up } = keyOf(list, some);
  const backwards = Boolean(before);
  const direction = up === backwards ? descending : ascending;
  const no = state === "refused" || state === "withdrawn" ? state : null;
  const { rows: read } = await sql<Read>`
    with ${stands(hub, now, worthJudging[list])},
    listed as materialized (
      select id, person_id, settlement_code, status_at, ${key} as key from stands
      where ${isListed(list, some, no)} ${narrowed(narrowing)}
    ),
    edge as (select id, key from listed where id = ${before ?? after ?? null}::uuid),
    page as (${beyondEdge(direction)})
    select page.id, person_id, settlement_code, status_at,
      (select count(*) from (select from listed limit ${sql.lit(countedTo + 1)}) as few) as count,
      exists (select from edge) as begun
    from (select) as one left join page on true order by key ${direction.way}, page.id ${direction.way}`.execute(
    db,
  );
  return pageFrom(read, backwards);
}

type Read = BoardRow & { count: number; begun: boolean };

/** A page as it is read, one row longer than it is shown. */
function pageFrom(read: Read[], backwards: boolean): PageOfBoard {
  const count = read[0]?.count ?? 0;
  const begun = read[0]?.begun ?? false;
  const found = read.filter((row) => row.id !== null);
  const rows = found.slice(0, rowsAPage).map(({ count: _count, begun: _begun, ...row }) => row);
  const more = found.length > rowsAPage;
  if (!backwards) return { count, rows, earlier: begun, later: more };
  return { count, rows: rows.toReversed(), earlier: more, later: begun };
}

function narrowed({ state, district, settlement }: Narrowing): RawBuilder<unknown> {
  const named = state === "named" ? true : state === "unnamed" ? false : null;
  return sql`
    and coalesce(settlement_code = ${settlement}, true)
    and (${district}::text is null or settlement_code in (
      select code from places.v_settlement where district_code = ${district}))
    and (${named}::boolean is null or ${named} = (person_id in (
      select guardian.person_id from consents.guardian where guardian.ended_at is null)))`;
}
