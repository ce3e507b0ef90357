import { type Kysely, sql } from "kysely";

/** The processes that serve this database now; it forgets them all when the database is killed, and they write anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table platform.process (
      id uuid primary key,
      role text not null check (role in ('all', 'web', 'worker')),
      machine text not null,
      number integer not null,
      version text not null,
      secret_mark text not null,
      started_at timestamptz not null,
      seen_at timestamptz not null
    )`.execute(db);
}
