import { type Kysely, sql } from "kysely";

/** The ground every feature stands on: names in order, what was done by whom, notices, operations done before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create schema if not exists platform`.execute(db);

  // Names sort in Kazakh order by this key; the server's own collations cannot be indexed safely.
  const kazakh = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
  const rising = [...kazakh].map((_, index) => String.fromCodePoint(0x4e00 + index)).join("");
  await sql`
    create function platform.sort_key(name text) returns text language sql immutable parallel safe strict
    return translate(lower(name), ${sql.lit(kazakh)}, ${sql.lit(rising)}) collate "C"
  `.execute(db);

  await sql`
    create table platform.installation (
      only_one boolean primary key default true check (only_one),
      created_at timestamptz not null default now(),
      sample_loaded_at timestamptz
    )`.execute(db);
  await sql`insert into platform.installation default values`.execute(db);

  await sql`
    create table platform.audit_entry (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor_id uuid,
      act text not null,
      subject_kind text not null,
      subject_id text not null,
      hub_id uuid,
      personal_hash bytea
    )`.execute(db);
  await sql`create index on platform.audit_entry (subject_kind, subject_id, id)`.execute(db);
  await sql`create index on platform.audit_entry (actor_id, id)`.execute(db);
  await sql`
    create table platform.audit_detail (
      entry_id bigint primary key references platform.audit_entry on delete cascade,
      person_id uuid,
      salt bytea not null,
      fields jsonb not null
    )`.execute(db);
  await sql`create index on platform.audit_detail (person_id)`.execute(db);

  await sql`
    create table platform.notice (
      id uuid primary key default gen_random_uuid(),
      created_at timestamptz not null,
      kind text not null,
      channel text not null check (channel in ('mail', 'sms')),
      recipient text not null,
      person_id uuid,
      language text not null check (language in ('kk', 'ru', 'en')),
      sealed bytea,
      until timestamptz,
      delivered_at timestamptz,
      failed_at timestamptz,
      failure text check (failure in ('unreachable', 'refused', 'timed_out', 'too_late', 'unreadable')),
      check ((failed_at is null) = (failure is null))
    )`.execute(db);
  await sql`create index on platform.notice (created_at desc, id desc)`.execute(db);
  await sql`create index on platform.notice (person_id)`.execute(db);

  await sql`
    create table platform.operation (
      id uuid primary key,
      person_id uuid,
      act text not null,
      answer jsonb not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index on platform.operation (at)`.execute(db);
  await sql`create index on platform.operation (person_id)`.execute(db);
}
