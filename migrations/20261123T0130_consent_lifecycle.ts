import { type Kysely, sql } from "kysely";

/** What time does to consents: notice before waiting ends, and being asked anew before a consent does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // How many notices of the end of waiting were sent since this status began.
  await sql`
    alter table members.membership
    add column warned smallint not null default 0 check (warned between 0 and 2)`.execute(db);
  // After the two reminders of a link comes a last one, before waiting ends.
  await sql`alter table consents.request drop constraint request_reminded_check`.execute(db);
  await sql`
    alter table consents.request
    add constraint request_reminded_check check (reminded between 0 and 3)`.execute(db);
  // What a link asks about; null is everything a guardian is asked at that age.
  await sql`alter table consents.request add column purposes text[]`.execute(db);
  // When whoever gave an answer was asked to give it anew before it ends.
  await sql`alter table consents.consent add column asked_anew_at timestamptz`.execute(db);
}
