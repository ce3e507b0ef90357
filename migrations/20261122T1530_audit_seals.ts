import { type Kysely, sql } from "kysely";

/** A chain over everything that was done, so that no later change of it goes unseen; and what the page Today asks for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepDetailsToTheLetter(db);
  await sealEntries(db);
  await refuseChanges(db);
  await readEntries(db);
  await askForToday(db);
}

/** A hash is taken over letters, and jsonb does not keep them: what stands already is hashed anew, as nothing is sealed yet. */
async function keepDetailsToTheLetter(db: Kysely<unknown>): Promise<void> {
  await sql`alter table platform.audit_detail alter column fields type json using fields::json`.execute(db);
  await sql`
    update platform.audit_entry as entry set personal_hash = null
    where not exists (select from platform.audit_detail as detail where detail.entry_id = entry.id)`.execute(
    db,
  );
  await sql`
    update platform.audit_entry as entry
    set personal_hash = sha256(
      detail.salt || convert_to(coalesce(detail.person_id::text, '') || chr(10) || detail.fields::text, 'UTF8'))
    from platform.audit_detail as detail where detail.entry_id = entry.id`.execute(db);
}

async function sealEntries(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table platform.audit_seal (
      position bigint primary key check (position > 0),
      entry_id bigint not null unique references platform.audit_entry,
      hash bytea not null check (length(hash) = 32),
      sealed_at timestamptz not null
    )`.execute(db);
  // What the sealer has to link: filled by the trigger below, so that no writer can forget it.
  await sql`create table platform.audit_unsealed (entry_id bigint primary key)`.execute(db);
  await sql`insert into platform.audit_unsealed select id from platform.audit_entry`.execute(db);
  await sql`
    create function platform.await_seal() returns trigger language plpgsql as $$
    begin
      insert into platform.audit_unsealed values (new.id) on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger await_seal after insert on platform.audit_entry
    for each row execute function platform.await_seal()`.execute(db);
  await sql`
    create table platform.audit_check (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      entries bigint not null,
      head bytea not null,
      -- What was wrong first, as a word, and where; both empty when the chain was whole.
      problem text,
      place text
    )`.execute(db);
  // A record that became part of another: what was written about it stays under its own id.
  await sql`
    create table platform.audit_alias (
      earlier_id uuid primary key,
      person_id uuid not null
    )`.execute(db);
  await sql`create index on platform.audit_alias (person_id)`.execute(db);
}

/** Stops honest mistakes; whoever goes around it is found by npm run audit:verify. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function platform.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '%.% is never changed: what was done stays written', tg_table_schema, tg_table_name;
    end $$`.execute(db);
  const changes = { audit_entry: "update or delete", audit_seal: "update or delete", audit_detail: "update" };
  for (const [table, change] of Object.entries(changes)) {
    const name = sql.id("platform", table);
    await sql`
      create trigger refuse_change before ${sql.raw(change)} on ${name}
      for each row execute function platform.refuse_change()`.execute(db);
    await sql`
      create trigger refuse_truncate before truncate on ${name}
      for each statement execute function platform.refuse_change()`.execute(db);
  }
}

/** Newest first, whole or narrowed by who, by what, or by hub. */
async function readEntries(db: Kysely<unknown>): Promise<void> {
  await sql`drop index platform.audit_entry_actor_id_id_idx`.execute(db);
  await sql`create index on platform.audit_entry (at, id)`.execute(db);
  await sql`create index on platform.audit_entry (actor_id, at, id)`.execute(db);
  await sql`create index on platform.audit_entry (act, at, id)`.execute(db);
  await sql`create index on platform.audit_entry (hub_id, at, id)`.execute(db);
}

async function askForToday(db: Kysely<unknown>): Promise<void> {
  await sql`create index on members.membership (hub_id, status, status_at, id)`.execute(db);
  await sql`create index on members.membership (status, status_at, id)`.execute(db);
  await sql`
    create index on platform.notice (failed_at) where failed_at is not null and delivered_at is null`.execute(
    db,
  );
  await sql`create index on people.person (birth_date, search)`.execute(db);
  // Two people whom somebody took for one and then told apart: nobody is asked about them again.
  await sql`
    create table people.told_apart (
      one_id uuid not null references people.person on delete cascade,
      other_id uuid not null references people.person on delete cascade,
      by_person_id uuid references people.person on delete set null,
      at timestamptz not null,
      primary key (one_id, other_id),
      check (one_id < other_id)
    )`.execute(db);
  await sql`create index on people.told_apart (other_id)`.execute(db);
  await sql`create index on people.told_apart (by_person_id)`.execute(db);
  await sql`create view people.v_told_apart as select one_id, other_id from people.told_apart`.execute(db);
}
