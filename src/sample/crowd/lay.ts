import { sql } from "kysely";
import type { Hub } from "../../features/hubs/index.ts";
import type { Tx } from "../../platform/db/pool.ts";
import type { Member } from "./people.ts";

const tables = ["people.person", "people.contact", "members.membership", "members.status_change"];

/** Lays many rows in at once: indexes are built when all are there, which takes a fraction of keeping them meanwhile. */
export async function withoutIndexes(tx: Tx, lay: () => Promise<void>): Promise<void> {
  await sql`set local maintenance_work_mem = '512MB'`.execute(tx);
  const { rows } = await sql<{ name: string; definition: string }>`
    select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
    from pg_index index
    where index.indrelid = any(${tables}::regclass[])
      and not exists (select from pg_constraint where conindid = index.indexrelid)`.execute(tx);
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(tx);
  await lay();
  for (const { definition } of rows) await sql.raw(definition).execute(tx);
}

/** Lays in some people of a hub as rows, like a backup; what lists need of them is copied by the database's own triggers. */
export async function layMembers(
  tx: Tx,
  members: Member[],
  hub: Hub,
  coordinator: string | undefined,
): Promise<void> {
  const text = (column: keyof Member) => sql`${members.map((each) => each[column])}::text[]`;
  const uuid = (column: "id" | "membership") => sql`${members.map((each) => each[column])}::uuid[]`;
  const moment = (column: "joined" | "status_at") =>
    sql`${members.map((each) => each[column].toISOString())}::timestamptz[]`;
  const speaks = members.map((each) => [...each.speaks].sort().join(" "));
  await sql`
    insert into people.person (id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, speaks, wishes, language, search, created_at)
    select id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, string_to_array(speaks, ' '), wishes, language, search, created_at
    from unnest(${uuid("id")}, ${text("surname")}, ${text("given_name")}, ${text("patronymic")},
      ${members.map((each) => each.birth_date)}::date[], ${text("settlement_code")}, ${text("occupation")},
      ${text("occupation_place")}, ${speaks}::text[], ${text("wishes")}, ${text("language")}, ${text("search")},
      ${moment("joined")})
    as told (id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, speaks, wishes, language, search, created_at)`.execute(tx);
  await sql`
    insert into people.contact (person_id, kind, value, confirmed_at)
    select id, 'mail', mail, at from unnest(${uuid("id")}, ${text("mail")}, ${moment("joined")}) as told (id, mail, at)
  `.execute(tx);
  await sql`
    insert into members.membership (id, person_id, hub_id, status, joined_at, status_at)
    select id, person, ${hub.id}::uuid, status, joined, since
    from unnest(${uuid("membership")}, ${uuid("id")}, ${text("status")}, ${moment("joined")}, ${moment("status_at")})
    as told (id, person, status, joined, since)`.execute(tx);
  await sql`
    insert into members.status_change (membership_id, at, by_person_id, from_status, to_status)
    select id, at, by, from_status, to_status
    from unnest(${uuid("membership")}, ${uuid("id")}, ${text("status")}, ${moment("joined")}, ${moment("status_at")})
      as told (id, person, status, joined, since),
      lateral (values
        (joined, person, null, case status when 'volunteer' then 'registered' else status end),
        (since, ${coordinator ?? null}::uuid, 'registered', nullif(status, 'registered'))
      ) as change (at, by, from_status, to_status)
    where change.from_status is null or status = 'volunteer'`.execute(tx);
}
