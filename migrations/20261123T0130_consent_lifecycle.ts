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
  // Who wrote down an answer that somebody gave standing before them.
  await sql`
    alter table consents.consent
    add column if not exists recorded_by uuid references people.person`.execute(db);
  await sql`create index if not exists consent_recorded_by_idx on consents.consent (recorded_by)`.execute(db);
  await letTermsBeCut(db);
  await rememberWithdrawals(db);
}

/** An answer stays as it was given, but its term may be cut: a guardian's, when the 18th birthday turns out to be earlier. */
async function letTermsBeCut(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function consents.keep_answer() returns trigger language plpgsql as $$
    begin
      if (old.purpose, old.text_id, old.text_hash, old.operator, old.operator_bin, old.answer, old.given_by, old.how,
          old.at)
        is distinct from
         (new.purpose, new.text_id, new.text_hash, new.operator, new.operator_bin, new.answer, new.given_by, new.how,
          new.at)
        or new.ends_on > old.ends_on
        or (old.withdrawn_at is not null and
            (old.withdrawn_at, old.withdrawn_by) is distinct from (new.withdrawn_at, new.withdrawn_by))
      then
        raise exception 'consents.consent is never changed: an answer is withdrawn or followed by another one';
      end if;
      return new;
    end $$`.execute(db);
}

/** Which agreements were withdrawn or followed by a "no", so that an older backup does not bring them back. */
async function rememberWithdrawals(db: Kysely<unknown>): Promise<void> {
  // Numbers and moments alone: a number is given again after a restore, the moment of the answer tells both apart.
  await sql`
    create table platform.withdrawal (
      consent_id bigint not null,
      given_at timestamptz not null,
      at timestamptz not null,
      primary key (consent_id, given_at)
    )`.execute(db);
  await sql`
    insert into platform.withdrawal (consent_id, given_at, at)
    select consent.id, consent.at, coalesce(consent.withdrawn_at, min(later.at))
    from consents.consent as consent
    left join consents.consent as later
      on later.person_id = consent.person_id and later.purpose = consent.purpose
      and later.given_by = consent.given_by and later.answer = 'refused' and later.id > consent.id
    where consent.answer = 'agreed' and (consent.withdrawn_at is not null or later.id is not null)
    group by consent.id, consent.at, consent.withdrawn_at`.execute(db);
}
