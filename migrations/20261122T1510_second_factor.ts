import { type Kysely, sql } from "kysely";

/** The second factor: codes of an app, passkeys, recovery codes, and recovery by two others when all of them are lost. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table accounts.session add column second_factor_at timestamptz`.execute(db);
  await sql`
    create table accounts.totp (
      person_id uuid primary key references people.person on delete cascade,
      sealed bytea not null,
      set_at timestamptz not null,
      last_step bigint not null
    )`.execute(db);
  await sql`
    create table accounts.passkey (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      device text not null,
      added_at timestamptz not null,
      used_at timestamptz
    )`.execute(db);
  await sql`create index on accounts.passkey (person_id)`.execute(db);
  await sql`
    create table accounts.challenge (
      session_id uuid primary key references accounts.session on delete cascade,
      challenge text not null,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`
    create table accounts.recovery_set (
      person_id uuid primary key references people.person on delete cascade,
      sealed bytea,
      made_at timestamptz not null,
      kept_at timestamptz
    )`.execute(db);
  await sql`
    create table accounts.recovery_code (
      person_id uuid not null references accounts.recovery_set on delete cascade,
      code_hash bytea not null,
      used_at timestamptz,
      primary key (person_id, code_hash)
    )`.execute(db);
  await sql`
    create table accounts.recovery (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      hubs uuid[] not null,
      asked_at timestamptz not null,
      expires_at timestamptz not null,
      waits_until timestamptz,
      done_at timestamptz,
      stopped_at timestamptz,
      stopped_how text check (stopped_how in ('person', 'link', 'staff', 'expired')),
      stop_hash bytea not null unique,
      stop_sealed bytea not null,
      check (done_at is null or stopped_at is null),
      check ((stopped_at is null) = (stopped_how is null))
    )`.execute(db);
  await sql`
    create unique index recovery_open on accounts.recovery (person_id)
    where done_at is null and stopped_at is null`.execute(db);
  await sql`
    create table accounts.recovery_vouch (
      recovery_id uuid not null references accounts.recovery on delete cascade,
      by_person_id uuid not null references people.person on delete cascade,
      how text not null check (how in ('met', 'called')),
      reason text not null,
      at timestamptz not null,
      primary key (recovery_id, by_person_id)
    )`.execute(db);
  await sql`create index on accounts.recovery_vouch (by_person_id)`.execute(db);
  await sql`
    create or replace view accounts.v_session as
    select id, token_hash, person_id, expires_at, seen_at, created_at, second_factor_at,
      exists (select from accounts.totp where totp.person_id = session.person_id)
        or exists (select from accounts.passkey where passkey.person_id = session.person_id) as has_factor
    from accounts.session where ended_at is null`.execute(db);
}
