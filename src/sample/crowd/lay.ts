import { sql } from "kysely";
import type { Hub } from "../../features/hubs/index.ts";
import type { Tx } from "../../platform/db/pool.ts";
import type { Member } from "./people.ts";

const tables = ["people.person", "people.contact", "members.membership", "members.status_change"];

/**
 * Lays many rows in at once: indexes are built when all are there, and what the trigger copies for lists is copied many
 * rows at a time, which takes a fraction of doing either row by row.
 */
export async function inBulk(tx: Tx, lay: () => Promise<void>): Promise<void> {
  await sql`set local maintenance_work_mem = '512MB'`.execute(tx);
  await sql`alter table members.membership disable trigger take_from_person`.execute(tx);
  const { rows } = await sql<{ name: string; definition: string }>`
    select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
    from pg_index index
    where index.indrelid = any(${tables}::regclass[])
      and not exists (select from pg_constraint where conindid = index.indexrelid)`.execute(tx);
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(tx);
  await lay();
  await sql`alter table members.membership enable trigger take_from_person`.execute(tx);
  for (const { definition } of rows) await sql.raw(definition).execute(tx);
}

/** Lays in some people of a hub as rows, like a backup, with the copies that the trigger would have made. */
export async function layMembers(
  tx: Tx,
  members: Member[],
  hub: Hub,
  coordinator: string | undefined,
): Promise<void> {
  await layPeople(tx, members);
  await laySpellings(tx, members);
  await layMemberships(tx, members, hub);
  await layChanges(tx, members, coordinator);
}

const text = (members: Member[], column: keyof Member) => sql`${members.map((each) => each[column])}::text[]`;
const uuid = (members: Member[], column: "id" | "membership") =>
  sql`${members.map((each) => each[column])}::uuid[]`;
const moment = (members: Member[], column: "joined" | "status_at") =>
  sql`${members.map((each) => each[column].toISOString())}::timestamptz[]`;

async function layPeople(tx: Tx, members: Member[]): Promise<void> {
  const texts = (column: keyof Member) => text(members, column);
  const speaks = members.map((each) => [...each.speaks].sort().join(" "));
  await sql`
    insert into people.person (id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, speaks, wishes, language, search, created_at)
    select id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, string_to_array(speaks, ' '), wishes, language, search, created_at
    from unnest(${uuid(members, "id")}, ${texts("surname")}, ${texts("given_name")}, ${texts("patronymic")},
      ${members.map((each) => each.birth_date)}::date[], ${texts("settlement_code")}, ${texts("occupation")},
      ${texts("occupation_place")}, ${speaks}::text[], ${texts("wishes")}, ${texts("language")}, ${texts("search")},
      ${moment(members, "joined")})
    as told (id, surname, given_name, patronymic, birth_date, settlement_code, occupation,
      occupation_place, speaks, wishes, language, search, created_at)`.execute(tx);
  await sql`
    insert into people.contact (person_id, kind, value, confirmed_at)
    select id, 'mail', mail, at
    from unnest(${uuid(members, "id")}, ${texts("mail")}, ${moment(members, "joined")}) as told (id, mail, at)`.execute(
    tx,
  );
}

async function laySpellings(tx: Tx, members: Member[]): Promise<void> {
  const listed = members.filter((each) => each.status !== "waiting_for_consent");
  await sql`
    insert into members.spelling (words)
    select distinct ' ' || words from members.v_copied, unnest(spelled) as words
    where person_id = any(${uuid(listed, "id")}) and words <> '' order by 1
    on conflict do nothing`.execute(tx);
}

async function layMemberships(tx: Tx, members: Member[], hub: Hub): Promise<void> {
  const no = (place: number) => sql`coalesce((select no from members.spelling
    where words = ' ' || spelled[${sql.lit(place)}] and status <> 'waiting_for_consent'), 0)`;
  await sql`
    insert into members.membership (id, person_id, hub_id, status, joined_at, status_at,
      name_key, search, birth_date, settlement_code, speaks, district, first_no, second_no, rest_no, home_no)
    select id, person_id, ${hub.id}::uuid, status, joined_at, status_at,
      name_key, search, birth_date, settlement_code, speaks, district, ${no(1)}, ${no(2)}, ${no(3)}, ${no(4)}
    from unnest(${uuid(members, "membership")}, ${uuid(members, "id")}, ${text(members, "status")},
      ${moment(members, "joined")}, ${moment(members, "status_at")})
      as told (id, person_id, status, joined_at, status_at)
    join members.v_copied using (person_id)`.execute(tx);
}

async function layChanges(tx: Tx, members: Member[], coordinator: string | undefined): Promise<void> {
  await sql`
    insert into members.status_change (membership_id, at, by_person_id, from_status, to_status)
    select id, change.*
    from unnest(${uuid(members, "membership")}, ${uuid(members, "id")}, ${text(members, "status")},
      ${moment(members, "joined")}, ${moment(members, "status_at")}) as told (id, person, status, joined, since),
      lateral (values
        (joined, person, null, case status when 'volunteer' then 'registered' else status end),
        (since, ${coordinator ?? null}::uuid, 'registered', 'volunteer')
      ) as change (at, by, from_status, to_status)
    where from_status is null or status = 'volunteer'`.execute(tx);
}
