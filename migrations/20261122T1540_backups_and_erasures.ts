import { type Kysely, sql } from "kysely";

/** Who was erased, so that an older backup forgets them again; and what became of each backup. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Without a foreign key: a person who was erased after a backup may never have been in it.
  await sql`
    create table platform.erasure (
      person_id uuid primary key,
      at timestamptz not null
    )`.execute(db);
  await sql`
    create table platform.backup (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('asked', 'nightly', 'upgrade')),
      started_at timestamptz not null,
      finished_at timestamptz not null,
      file text not null,
      encrypted boolean not null,
      rows bigint,
      bytes bigint,
      failure text,
      check ((failure is null) = (rows is not null and bytes is not null))
    )`.execute(db);
  await sql`create index on platform.backup (finished_at desc)`.execute(db);
}
