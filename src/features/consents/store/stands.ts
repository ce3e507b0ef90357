import { type RawBuilder, sql } from "kysely";
import { type Giver, grownAge, type Purpose, purposes, type Standing } from "../rules/standing.ts";

/** Where a purpose stands as a number: the least of several is the one that stands most in the way. */
const codes = { refused: 1, withdrawn: 2, ended: 3, missing: 4, agreed: 5 } as const;
export const nameOf = new Map<number, Standing>(
  Object.entries(codes).map(([standing, code]) => [code, standing as Standing]),
);
export const code = (standing: Standing) => sql.lit(codes[standing]);

export const era = sql`date '2000-01-01'`;

/**
 * An answer as one number that rises with every answer, so that the newest of many is their greatest: its own number,
 * then the day it ends on, then what it says.
 */
const packed = sql`(answer.id << 20) | (least(greatest(answer.ends_on - ${era}, 0), 131071)::bigint << 3)
  | case when answer.withdrawn_at is not null then ${code("withdrawn")}
      when answer.answer = 'refused' then ${code("refused")} else ${code("agreed")} end`;

const newest = (purpose: Purpose, by: Giver) => sql`
  max(${packed}) filter (where answer.purpose = ${sql.lit(purpose)} and answer.given_by = ${sql.lit(by)})
    as ${sql.ref(`${purpose}_${by}`)}`;

/** The day an answer ends on, and what it comes to on the day it is in a hub. */
const endOf = (answer: RawBuilder<unknown>) => sql`((${answer} >> 3) & 131071)::integer`;
const wordOf = (answer: RawBuilder<unknown>) => sql`
  case when ${answer} is null then ${code("missing")}
    when ${answer} & 7 = ${code("agreed")} and ${endOf(answer)} <= day - ${era} then ${code("ended")}
    else (${answer} & 7)::integer end`;

/** What counts of a guardian's word and a person's own at which age, as `standing` in rules/standing.ts says it. */
function counted(purpose: Purpose, of: (answer: RawBuilder<unknown>) => RawBuilder<unknown>) {
  const guardian = of(sql.ref(`${purpose}_guardian`));
  const own = of(sql.ref(`${purpose}_person`));
  if (purpose === "photo")
    return sql`case when age >= ${grown} then ${own} else least(${guardian}, ${own}) end`;
  if (purpose === "travel" || purpose === "overnight")
    return sql`case when age >= ${grown} then ${own} else ${guardian} end`;
  const silent = sql`${sql.ref(`${purpose}_person`)} is null`;
  return sql`
    case when age >= ${grown} then ${own} when age < consent_age or ${silent} then ${guardian} else ${own} end`;
}
const grown = sql.lit(grownAge);

const dayNumber = (date: RawBuilder<unknown>) => sql`to_char(${date}, 'YYYYMMDD')::integer`;
export const each = (of: (purpose: Purpose) => RawBuilder<unknown>) => sql.join(purposes.map(of));
export const standing = (purpose: Purpose) => sql.ref(`${purpose}_standing`);
export const ends = (purpose: Purpose) => sql.ref(`${purpose}_ends`);

/**
 * Where every purpose stands for everybody who belongs to a hub, by the ages and calendars of all hubs they belong to:
 * the rule of rules/standing.ts as SQL, for a hub of ten thousand is counted at every look. A test holds the two equal.
 * One row a person from beginning to end: nothing that is worked out on the way is joined with anything else.
 */
export const stands = (hub: string, now: Date, only: RawBuilder<unknown> = sql``) => sql`
  judged as (
    select membership.id, membership.person_id, membership.status, membership.status_at,
      membership.settlement_code, belonging.consent_age, here.day,
      (${dayNumber(sql`here.day`)} - ${dayNumber(sql`membership.birth_date`)}) / 10000 as age
    from members.v_membership as membership
    join members.v_belonging as belonging on belonging.person_id = membership.person_id
    cross join lateral (select (${now}::timestamptz at time zone belonging.time_zone)::date as day) as here
    where membership.hub_id = ${hub} ${only}
  ),
  spoken as (
    select judged.*, max(coalesce(answer.withdrawn_at, answer.at)) as at,
      ${each((purpose) => sql`${newest(purpose, "guardian")}, ${newest(purpose, "person")}`)}
    from judged left join consents.consent as answer on answer.person_id = judged.person_id
    group by judged.id, judged.person_id, judged.status, judged.status_at, judged.settlement_code,
      judged.consent_age, judged.day, judged.age
  ),
  stands as materialized (
    select id, person_id, status, status_at, settlement_code, max(at) as at, min(day) as day,
      ${each((purpose) => sql`min(${counted(purpose, wordOf)}) as ${standing(purpose)}`)},
      ${each((purpose) => sql`min(${counted(purpose, endOf)}) as ${ends(purpose)}`)}
    from spoken group by id, person_id, status, status_at, settlement_code
  )`;
