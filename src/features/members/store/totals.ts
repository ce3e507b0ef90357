import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import { type AgeBand, ageBands, bornIn, listedStatuses, type ListedStatus } from "../rules.ts";

export type Counts = {
  status: Record<ListedStatus, number>;
  age: Record<AgeBand, number>;
  /** By district; of those who live outside every district under an empty code. */
  district: { code: string; count: number }[];
};

/** How many registered people and volunteers a hub has, by status, age and district, all of one moment. */
export async function countMembersOf(db: Db, hub: string, today: string): Promise<Counts> {
  const { rows } = await sql<{ kind: "status" | "age" | "district"; key: string | null; count: number }>`
    with member as materialized (
      select membership.status, ${bandOf(today)} as band, place.district_code as district
      from members.membership left join places.v_settlement place on place.code = membership.settlement_code
      where membership.hub_id = ${hub} and membership.status in (${sql.join(listedStatuses.map((each) => sql.lit(each)))})
    )
    select case grouping(status, band, district) when 3 then 'status' when 5 then 'age' else 'district' end as kind,
      coalesce(status, band, district) as key, count(*)::int as count
    from member group by grouping sets (status, band, district)`.execute(db);
  const of = (kind: string, key: string) =>
    rows.find((row) => row.kind === kind && row.key === key)?.count ?? 0;
  return {
    status: keyed(listedStatuses, (status) => of("status", status)),
    age: keyed(
      ageBands.map((band) => band.name),
      (band) => of("age", band),
    ),
    district: rows
      .filter((row) => row.kind === "district")
      .map(({ key, count }) => ({ code: key ?? "", count })),
  };
}

const keyed = <Key extends string>(keys: readonly Key[], count: (key: Key) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>;

/** The band that somebody's birth date puts them in on this day. */
function bandOf(today: string): RawBuilder<string> {
  const cases = ageBands.map(({ name }) => {
    const { first, last } = bornIn(name, today);
    const since = first === null ? sql`true` : sql`membership.birth_date >= ${first}::date`;
    return sql`when ${since} and membership.birth_date <= ${last}::date then ${sql.lit(name)}`;
  });
  return sql<string>`case ${sql.join(cases, sql` `)} end`;
}
