import { type Kysely, sql } from "kysely";

/** The tree from country to settlement by official code, boundaries, and what each imported file changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema places`.execute(db);
  await sql`
    create table places.place (
      code text primary key check (code ~ '^[0-9]{9}$'),
      parent_code text references places.place check (parent_code <> code),
      region_code text references places.place,
      district_code text references places.place,
      level text not null check (level in ('country', 'region', 'district', 'okrug', 'settlement')),
      kind text not null check (kind in (
        'country', 'region', 'district', 'city_area', 'city_district', 'rural_okrug', 'town_okrug', 'city_okrug',
        'city', 'town', 'village', 'station', 'siding', 'plot', 'farm', 'camp', 'other')),
      name_kk text check (length(name_kk) between 1 and 120),
      name_ru text check (length(name_ru) between 1 and 120),
      name_en text check (length(name_en) between 1 and 120),
      folded text not null,
      iso text unique check (iso ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
      rural boolean not null,
      latitude double precision check (latitude between -90 and 90),
      longitude double precision check (longitude between -180 and 180),
      changed_at timestamptz not null,
      -- Where people can say they live: every settlement, and a city that is a region of its own.
      inhabited boolean not null generated always as (level = 'settlement' or (level = 'region' and kind = 'city')) stored,
      check (num_nonnulls(name_kk, name_ru, name_en) > 0),
      check ((latitude is null) = (longitude is null)),
      check ((parent_code is null) = (level = 'country')),
      check (level in ('country', 'region') or region_code is not null)
    )`.execute(db);
  await sql`create index on places.place (parent_code)`.execute(db);
  await sql`create index on places.place (region_code)`.execute(db);
  await sql`create index on places.place (district_code)`.execute(db);
  await sql`create index place_folded on places.place using gin (folded gin_trgm_ops) with (fastupdate = off)`.execute(
    db,
  );

  await sql`
    create table places.boundary (
      place_code text primary key references places.place,
      geometry jsonb not null check (geometry ->> 'type' in ('Polygon', 'MultiPolygon')),
      changed_at timestamptz not null
    )`.execute(db);

  await sql`
    create table places.import (
      id uuid primary key default gen_random_uuid(),
      format text not null check (format in ('kato', 'csv', 'geojson')),
      file_name text not null,
      content bytea,
      report jsonb not null,
      read_at timestamptz not null,
      applied_at timestamptz,
      -- The file itself is kept only until it is applied.
      check (applied_at is null or content is null)
    )`.execute(db);

  // A place that left the register stays for those who live or work there; nobody new can choose it.
  await sql`
    create table places.retirement (
      place_code text primary key references places.place,
      import_id uuid not null references places.import,
      retired_at timestamptz not null
    )`.execute(db);
  await sql`create index on places.retirement (import_id)`.execute(db);

  // For other features. Each name comes with the language it really is in, because many places have only a Russian one.
  await sql`
    create view places.v_settlement as
    select
      place.code, place.kind, place.rural, place.latitude, place.longitude,
      coalesce(place.name_kk, place.name_ru, place.name_en) as name_kk,
      case when place.name_kk is not null then 'kk' when place.name_ru is not null then 'ru' else 'en' end as name_kk_in,
      coalesce(place.name_ru, place.name_kk, place.name_en) as name_ru,
      case when place.name_ru is not null then 'ru' when place.name_kk is not null then 'kk' else 'en' end as name_ru_in,
      coalesce(place.name_en, place.name_ru, place.name_kk) as name_en,
      case when place.name_en is not null then 'en' when place.name_ru is not null then 'ru' else 'kk' end as name_en_in,
      place.folded,
      place.district_code, district.kind as district_kind,
      district.name_kk as district_kk, district.name_ru as district_ru, district.name_en as district_en,
      coalesce(place.region_code, place.code) as region_code, region.kind as region_kind,
      region.name_kk as region_kk, region.name_ru as region_ru, region.name_en as region_en,
      retirement.retired_at
    from places.place
    join places.place region on region.code = coalesce(place.region_code, place.code)
    left join places.place district on district.code = place.district_code
    left join places.retirement on retirement.place_code = place.code
    where place.inhabited`.execute(db);
}
