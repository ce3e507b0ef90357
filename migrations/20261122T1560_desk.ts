import { type Kysely, sql } from "kysely";

/** Sign-in cards for people without mail or phone, and signing in by one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accounts.card (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      code_hash bytea not null unique,
      made_at timestamptz not null,
      made_by uuid references people.person on delete set null,
      expires_at timestamptz not null check (expires_at > made_at),
      used_at timestamptz,
      ended_at timestamptz
    )`.execute(db);
  // Of a person's cards one works at most: the newest.
  await sql`create unique index on accounts.card (person_id) where ended_at is null`.execute(db);
  await sql`create index on accounts.card (person_id, made_at desc)`.execute(db);
  await sql`create index on accounts.card (made_by)`.execute(db);
  await sql`create index on accounts.card (expires_at)`.execute(db);
  await allowWay(db, "card");
}

/** Adds one more way of signing in to those the database knows by now, whichever they are. */
async function allowWay(db: Kysely<unknown>, way: string): Promise<void> {
  const { rows } = await sql<{ name: string; rule: string }>`
    select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint
    where conrelid = 'accounts.session'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%way = ANY%'
  `.execute(db);
  for (const { name, rule } of rows) {
    const wider = rule.replace("])", `, '${way}'::text])`);
    await sql`
      alter table accounts.session drop constraint ${sql.id(name)}, add constraint ${sql.id(name)} ${sql.raw(wider)}
    `.execute(db);
  }
}
