import { type Kysely, sql } from "kysely";

/** A database that was begun empty stays so: later starts must not fill it with sample people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table platform.installation add column begun_empty_at timestamptz`.execute(db);
}
