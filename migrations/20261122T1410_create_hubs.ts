import { type Kysely, sql } from "kysely";

/** Hubs: where young people join, what each covers, and the settings that differ from hub to hub. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema hubs`.execute(db);
  await sql`
    create table hubs.hub (
      id uuid primary key default gen_random_uuid(),
      slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
      name_kk text not null check (length(name_kk) between 1 and 80),
      name_ru text not null check (length(name_ru) between 1 and 80),
      name_en text not null check (length(name_en) between 1 and 80),
      about_kk text not null default '' check (length(about_kk) <= 2000),
      about_ru text not null default '' check (length(about_ru) <= 2000),
      about_en text not null default '' check (length(about_en) <= 2000),
      city_code text not null references places.place,
      address_kk text not null default '' check (length(address_kk) <= 200),
      address_ru text not null default '' check (length(address_ru) <= 200),
      address_en text not null default '' check (length(address_en) <= 200),
      email text,
      phone text,
      opened_on date not null,
      lowest_age smallint not null default 14 check (lowest_age between 6 and 99),
      highest_age smallint not null default 35 check (highest_age between lowest_age and 99),
      consent_age smallint not null default 16 check (consent_age between 14 and 18),
      languages text[] not null check (cardinality(languages) > 0 and languages <@ array['kk', 'ru', 'en']),
      time_zone text not null default 'Asia/Almaty',
      version integer not null default 1,
      created_at timestamptz not null,
      created_by uuid
    )`.execute(db);
  await sql`create index on hubs.hub (city_code)`.execute(db);
  await sql`
    create table hubs.area (
      hub_id uuid not null references hubs.hub on delete cascade,
      place_code text not null references places.place,
      primary key (hub_id, place_code)
    )`.execute(db);
  await sql`create index on hubs.area (place_code)`.execute(db);
  await sql`
    create table hubs.partner (
      id uuid primary key default gen_random_uuid(),
      hub_id uuid not null references hubs.hub on delete cascade,
      position smallint not null,
      name_kk text not null check (length(name_kk) <= 120),
      name_ru text not null check (length(name_ru) <= 120),
      name_en text not null check (length(name_en) <= 120),
      unique (hub_id, position)
    )`.execute(db);
  // A hub half filled in, kept for the one who began it, on whatever device they go on.
  await sql`
    create table hubs.draft (
      id uuid primary key,
      begun_by uuid not null,
      answers jsonb not null,
      changed_at timestamptz not null
    )`.execute(db);
  await sql`create index on hubs.draft (begun_by)`.execute(db);
  await sql`create index on hubs.draft (changed_at)`.execute(db);
  await sql`
    create view hubs.v_hub as
    select id, slug, name_kk, name_ru, name_en, city_code, lowest_age, highest_age, consent_age, time_zone from hubs.hub
  `.execute(db);
}
