import { type Kysely, sql } from "kysely";

/** What the board of a hub reads and does, and where a new version of a text is written before it is published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Each half walks an index of its own: those in lists and those who wait stand in different ones.
  const columns = sql`id, person_id, hub_id, status, status_at, birth_date, settlement_code`;
  await sql`
    create view members.v_membership as
    select ${columns} from members.membership where status in ('registered', 'volunteer')
    union all
    select ${columns} from members.membership where status = 'waiting_for_consent'`.execute(db);
  // A hub's numbers are read from this index alone.
  await sql`
    create index on consents.consent (person_id)
    include (id, purpose, given_by, answer, at, ends_on, withdrawn_at)`.execute(db);
  await createReminders(db);
  await createDrafts(db);
}

/** Every letter that asked for an answer once more: nobody is written to too often, whoever asks for it. */
async function createReminders(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.reminder (
      id bigint generated always as identity primary key,
      person_id uuid not null references people.person on delete cascade,
      sent_to text not null check (sent_to in ('guardian', 'person')),
      at timestamptz not null,
      -- Whoever asked for it; nobody where the house sends it by itself.
      by_person_id uuid references people.person on delete set null
    )`.execute(db);
  await sql`create index on consents.reminder (person_id, at)`.execute(db);
  await sql`create index on consents.reminder (by_person_id)`.execute(db);
}

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.draft (
      purpose text primary key
        check (purpose in ('data', 'photo', 'travel', 'overnight', 'badge', 'messenger')),
      words jsonb not null check (words ?& array['kk', 'ru', 'en']),
      term_months smallint check (term_months between 1 and 60),
      lawyer text not null check (length(lawyer) <= 120),
      -- Rises with every change, so that nobody overwrites what they have not read.
      version integer not null check (version > 0),
      changed_at timestamptz not null,
      changed_by_person_id uuid references people.person on delete set null
    )`.execute(db);
  await sql`create index on consents.draft (changed_by_person_id)`.execute(db);
  // Who said that the words are right; empty where no lawyer has read them.
  await sql`
    alter table consents.text add column lawyer text not null default '' check (length(lawyer) <= 120)`.execute(
    db,
  );
}
