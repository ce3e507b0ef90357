import { type Kysely, sql } from "kysely";

/** How people prove who they are: one-time codes, passwords, sessions. Everything secret stands hashed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema accounts`.execute(db);
  await sql`
    create table accounts.code (
      id uuid primary key default gen_random_uuid(),
      kind text not null check (kind in ('mail', 'phone')),
      contact text not null,
      code_hash bytea not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      tries smallint not null default 0,
      confirmed_at timestamptz,
      ended_at timestamptz,
      proof_hash bytea unique,
      proof_expires_at timestamptz
    )`.execute(db);
  await sql`create index on accounts.code (kind, contact, created_at desc)`.execute(db);
  await sql`create index on accounts.code (expires_at)`.execute(db);
  await sql`
    create table accounts.password (
      person_id uuid primary key references people.person on delete cascade,
      hash text not null,
      changed_at timestamptz not null
    )`.execute(db);
  await sql`
    create table accounts.attempt (
      id bigint generated always as identity primary key,
      kind text not null,
      contact_hash bytea not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index on accounts.attempt (contact_hash, kind, at)`.execute(db);
  await sql`create index on accounts.attempt (at)`.execute(db);
  await sql`
    create table accounts.session (
      id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique,
      person_id uuid not null references people.person on delete cascade,
      way text not null check (way in ('code', 'password', 'joining', 'sample')),
      device text not null,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`create index on accounts.session (person_id, created_at desc)`.execute(db);
  await sql`create index on accounts.session (expires_at)`.execute(db);
  await sql`
    create view accounts.v_session as
    select id, token_hash, person_id, expires_at, seen_at from accounts.session where ended_at is null`.execute(
    db,
  );
}
