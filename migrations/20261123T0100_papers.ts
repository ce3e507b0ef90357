import { type Kysely, sql } from "kysely";

/** Consent on paper: printed forms, what was recorded from them, and their scans. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPapers(db);
  await createScans(db);
  // Whoever signs on paper is known by name alone.
  await sql`alter table consents.guardian alter contact_kind drop not null, alter contact drop not null`.execute(
    db,
  );
  await sql`
    alter table consents.guardian
    add constraint guardian_contact_whole check ((contact is null) = (contact_kind is null))`.execute(db);
  await sql`alter table consents.consent add column paper_id uuid references consents.paper`.execute(db);
  await sql`
    alter table consents.consent
    add constraint consent_paper check ((how = 'paper') = (paper_id is not null))`.execute(db);
  await sql`create index on consents.consent (paper_id) where paper_id is not null`.execute(db);
}

async function createPapers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.paper (
      id uuid primary key default gen_random_uuid(),
      -- What stands on the sheet: eight random digits and one that tells a slip of the finger.
      code text not null unique check (code ~ '^[0-9]{9}$'),
      person_id uuid not null references people.person on delete cascade,
      hub_id uuid not null references hubs.hub,
      language text not null check (language in ('kk', 'ru', 'en')),
      operator text not null,
      operator_bin text not null,
      printed_at timestamptz not null,
      state text not null check (state in ('printed', 'recorded', 'returned', 'confirmed', 'void')),
      state_at timestamptz not null,
      version integer not null default 1,
      guardian_name text check (length(guardian_name) between 1 and 120),
      relation text check (relation in ('mother', 'father', 'guardian', 'trustee')),
      signed_on date,
      check (state in ('printed', 'void') or
        (guardian_name is not null and relation is not null and signed_on is not null))
    )`.execute(db);
  await sql`create index on consents.paper (person_id)`.execute(db);
  await sql`create index on consents.paper (hub_id, state, state_at)`.execute(db);
  // What the sheet asks, by which words, and what was ticked.
  await sql`
    create table consents.paper_line (
      paper_id uuid not null references consents.paper on delete cascade,
      purpose text not null check (purpose in ('data', 'photo', 'travel', 'overnight', 'badge', 'messenger')),
      given_by text not null check (given_by in ('guardian', 'person')),
      text_id uuid not null references consents.text,
      answer text check (answer in ('agreed', 'refused')),
      primary key (paper_id, purpose, given_by)
    )`.execute(db);
  await sql`create index on consents.paper_line (text_id)`.execute(db);
  await sql`
    create table consents.paper_step (
      id bigint generated always as identity primary key,
      paper_id uuid not null references consents.paper on delete cascade,
      step text not null check (step in ('printed', 'recorded', 'scanned', 'returned', 'confirmed', 'void')),
      by_id uuid references people.person on delete set null,
      at timestamptz not null,
      reason text check (length(reason) between 1 and 500),
      check ((step = 'returned') = (reason is not null))
    )`.execute(db);
  await sql`create index on consents.paper_step (paper_id, id)`.execute(db);
  await sql`create index on consents.paper_step (by_id)`.execute(db);
}

/** Bytes stand in a table of their own, so that whoever reads papers does not carry them along. */
async function createScans(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.scan (
      paper_id uuid primary key references consents.paper on delete cascade,
      kind text not null check (kind in ('image/jpeg', 'application/pdf')),
      bytes bytea not null check (length(bytes) between 1 and 10485760),
      added_at timestamptz not null
    )`.execute(db);
  // Pictures are compressed already.
  await sql`alter table consents.scan alter column bytes set storage external`.execute(db);
}
