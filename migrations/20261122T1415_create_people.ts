import { type Kysely, sql } from "kysely";

/** People, the contacts they have confirmed, and what changed about them when and by whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema people`.execute(db);
  await sql`
    create table people.person (
      id uuid primary key default gen_random_uuid(),
      surname text not null,
      given_name text not null,
      patronymic text,
      birth_date date,
      settlement_code text references places.place,
      occupation text not null check (occupation in ('school', 'college', 'university', 'work', 'other')),
      occupation_place text not null default '',
      speaks text[] not null check (cardinality(speaks) > 0),
      wishes text not null default '',
      language text not null check (language in ('kk', 'ru', 'en')),
      search text not null,
      name_key text collate "C" generated always as (platform.sort_key(surname || ' ' || given_name)) stored,
      version integer not null default 1,
      created_at timestamptz not null,
      erased_at timestamptz,
      check (erased_at is not null or (birth_date is not null and settlement_code is not null))
    )`.execute(db);
  await sql`create index on people.person (name_key, id)`.execute(db);
  await sql`create index on people.person (settlement_code)`.execute(db);
  await sql`create index on people.person using gin (search gin_trgm_ops)`.execute(db);
  // Brothers and sisters in a village often share one phone: a contact may belong to several people.
  await sql`
    create table people.contact (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      kind text not null check (kind in ('mail', 'phone')),
      value text not null,
      confirmed_at timestamptz not null,
      unique (person_id, kind, value)
    )`.execute(db);
  await sql`create index on people.contact (kind, value)`.execute(db);
  await sql`
    create table people.revision (
      id bigint generated always as identity primary key,
      person_id uuid not null references people.person on delete cascade,
      at timestamptz not null,
      by_person_id uuid references people.person on delete set null,
      changes jsonb not null
    )`.execute(db);
  await sql`create index on people.revision (person_id, id desc)`.execute(db);
  await sql`create index on people.revision (by_person_id)`.execute(db);
  await sql`
    create view people.v_card as
    select id, surname, given_name, patronymic, birth_date, settlement_code, occupation, occupation_place, speaks,
      wishes, language, search, name_key, created_at
    from people.person where erased_at is null`.execute(db);
  await sql`create view people.v_contact as select person_id, kind, value, confirmed_at from people.contact`.execute(
    db,
  );
}
