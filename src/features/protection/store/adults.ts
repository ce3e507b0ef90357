import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import { kinds, type View } from "../rules/clearances.ts";
import { grownAge } from "../rules/tasks.ts";
import { endsSoon } from "./clearances.ts";

export const rowsAPage = 50;
export const countedTo = 1_000;

export type Adult = { id: string; name: string; on_duty: boolean };
export type Asked = { view: View; after?: string | undefined; before?: string | undefined };
/** A hub at a moment, and the day that is there then. */
export type Here = { hub: string; day: string; now: Date };

/**
 * The adults of a hub on a day: who is registered there, and who holds a post that counts there. Most lists are of the
 * team, which stays small however many are registered: they begin from whoever has a clearance or a post.
 */
const adults = ({ hub, day, now }: Here, whom: "team" | "everyone") => sql`
  select card.id, card.name_key, concat_ws(' ', card.surname, card.given_name) as name, here.on_duty
  from (
    select person_id, bool_or(on_duty) as on_duty from (
      select person_id, false as on_duty from members.v_belonging
      where hub_id = ${hub} and status in ('registered', 'volunteer') ${
        whom === "team" ? sql`and person_id in (select person_id from protection.clearance)` : sql``
      }
      union all
      select person_id, true from members.v_duty
      where hub_id = ${hub} and since <= ${now} and (until is null or until > ${now})
    ) each_one group by person_id
  ) here join people.v_card card on card.id = here.person_id
  where card.birth_date <= (${day}::date - make_interval(years => ${grownAge}))::date`;

const narrowed = ({ view, ...here }: Here & { view: View }) => {
  const standing = sql`select from protection.clearance where clearance.person_id = adult.id`;
  const inView = {
    everyone: sql`true`,
    team: sql`true`,
    soon: sql`exists (${standing} and ${endsSoon(here.day, "clearance")})`,
    missing: sql`adult.on_duty and (
      select count(distinct kind) from protection.clearance
      where clearance.person_id = adult.id and withdrawn_at is null
        and valid_from <= ${here.day}::date and ends_on > ${here.day}::date) < ${kinds.length}::integer`,
  }[view];
  const whom = view === "everyone" ? view : "team";
  return sql`select adult.* from (${adults(here, whom)}) adult where ${inView}`;
};

export type Page = { rows: Adult[]; count: number; earlier: boolean; later: boolean };

/** One page of the adults of a hub, in the order of their names. */
export async function pageOfAdults(db: Db, here: Here, { view, after, before }: Asked): Promise<Page> {
  const all = narrowed({ ...here, view });
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from (${all} limit ${countedTo + 1}) some_of_them`.execute(db);
  const backwards = before !== undefined;
  const edge = await edgeOf(db, here, before ?? after);
  const beyond = edge
    ? sql`where (name_key, id) ${sql.raw(backwards ? "<" : ">")} (${edge.name_key}, ${edge.id}::uuid)`
    : sql``;
  const way = sql.raw(backwards ? "desc" : "asc");
  const { rows: read } = await sql<Adult>`
    select id, name, on_duty from (${all}) adult ${beyond}
    order by name_key ${way}, id ${way} limit ${rowsAPage + 1}`.execute(db);
  const more = read.length > rowsAPage;
  const rows = read.slice(0, rowsAPage);
  const page = { count: counted[0]?.count ?? 0, rows: backwards ? rows.toReversed() : rows };
  return backwards
    ? { ...page, earlier: more, later: edge !== undefined }
    : { ...page, earlier: edge !== undefined, later: more };
}

/** Where a page begins, if that person is an adult here; anybody else is as good as nobody. */
async function edgeOf(db: Db, here: Here, id: string | undefined) {
  if (!id) return undefined;
  const { rows } = await sql<{ id: string; name_key: string }>`
    select id, name_key from (${adults(here, "everyone")}) adult where id = ${id}`.execute(db);
  return rows[0];
}

/** One adult of a hub. */
export async function findAdult(db: Db, here: Here, id: string): Promise<Adult | undefined> {
  const { rows } = await sql<Adult>`
    select id, name, on_duty from (${adults(here, "everyone")}) adult where id = ${id}`.execute(db);
  return rows[0];
}

/** How many adults of a hub have something that ends soon, and when the first of it does. */
export async function endingIn(db: Db, here: Here): Promise<{ count: number; first: string | null }> {
  const { rows } = await sql<{ count: number; first: string | null }>`
    select count(distinct adult.id) as count, min(clearance.ends_on) as first
    from (${adults(here, "team")}) adult join protection.clearance on clearance.person_id = adult.id
    where ${endsSoon(here.day, "clearance")}`.execute(db);
  return rows[0] ?? { count: 0, first: null };
}
