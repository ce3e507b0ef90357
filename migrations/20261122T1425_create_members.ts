import { type Kysely, sql } from "kysely";

/** Joining a hub, belonging to it, and the posts people hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema members`.execute(db);
  await sql`
    create table members.joining (
      id uuid primary key default gen_random_uuid(),
      hub_id uuid not null references hubs.hub on delete cascade,
      kind text not null check (kind in ('mail', 'phone')),
      contact text not null,
      token_hash bytea unique,
      language text not null check (language in ('kk', 'ru', 'en')),
      answers jsonb not null default '{}',
      confirmed_at timestamptz not null,
      started_at timestamptz not null,
      changed_at timestamptz not null,
      finished_at timestamptz,
      person_id uuid references people.person on delete cascade,
      check ((finished_at is null) = (person_id is null))
    )`.execute(db);
  await sql`create unique index on members.joining (kind, contact) where finished_at is null`.execute(db);
  await sql`create index on members.joining (hub_id)`.execute(db);
  await sql`create index on members.joining (person_id)`.execute(db);
  await sql`create index on members.joining (changed_at)`.execute(db);
  await sql`
    create table members.membership (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      hub_id uuid not null references hubs.hub,
      status text not null check (status in ('waiting_for_consent', 'registered', 'volunteer', 'left')),
      joined_at timestamptz not null,
      status_at timestamptz not null,
      -- Copies for lists, kept equal by the triggers below.
      name_key text collate "C" not null default '',
      search text not null default '',
      birth_date date,
      settlement_code text,
      speaks text[] not null default '{}',
      unique (person_id, hub_id)
    )`.execute(db);
  await indexLists(db);
  await followPeople(db);
  await sql`
    create table members.status_change (
      id bigint generated always as identity primary key,
      membership_id uuid not null references members.membership on delete cascade,
      at timestamptz not null,
      by_person_id uuid references people.person on delete set null,
      from_status text,
      to_status text not null
    )`.execute(db);
  await sql`create index on members.status_change (membership_id, id)`.execute(db);
  await sql`create index on members.status_change (by_person_id)`.execute(db);
  await sql`
    create table members.post (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      post text not null check (post in ('coordinator', 'national_coordinator', 'administrator')),
      hub_id uuid references hubs.hub,
      since timestamptz not null,
      until timestamptz,
      given_by uuid references people.person on delete set null,
      check ((post = 'coordinator') = (hub_id is not null))
    )`.execute(db);
  await sql`create unique index on members.post (person_id, post, hub_id) nulls not distinct where until is null`.execute(
    db,
  );
  await sql`create index on members.post (hub_id, post)`.execute(db);
  await sql`create index on members.post (given_by)`.execute(db);
}

/** An index for each order of the coordinator's list, of one hub and of all, without those whom no list shows. */
async function indexLists(db: Kysely<unknown>): Promise<void> {
  const listed = sql`where status in ('registered', 'volunteer')`;
  for (const order of ["name_key", "joined_at", "birth_date"])
    for (const scope of ["hub_id, ", ""])
      await sql`create index on members.membership (${sql.raw(scope + order)}, id) ${listed}`.execute(db);
  await sql`create index on members.membership (hub_id, settlement_code) ${listed}`.execute(db);
  await sql`create index on members.membership using gin (search gin_trgm_ops) ${listed}`.execute(db);
  await sql`create index on members.membership (settlement_code)`.execute(db);
  await sql`
    create index on members.membership (hub_id, joined_at, id) where status = 'waiting_for_consent'`.execute(
    db,
  );
}

/** What lists are searched, narrowed and ordered by stands beside the hub; the database keeps it equal to its source. */
async function followPeople(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function members.take_from_person() returns trigger language plpgsql as $$
    begin
      select person.name_key, concat(' ', person.search, ' ', place.folded), person.birth_date,
        person.settlement_code, person.speaks
      into strict new.name_key, new.search, new.birth_date, new.settlement_code, new.speaks
      from people.person left join places.place on place.code = person.settlement_code
      where person.id = new.person_id;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger take_from_person before insert or update on members.membership
    for each row execute function members.take_from_person()`.execute(db);
  await sql`
    create function members.follow_person() returns trigger language plpgsql as $$
    begin
      update members.membership set person_id = person_id where person_id = new.id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger follow_person after update on people.person
    for each row when (
      (old.name_key, old.search, old.birth_date, old.settlement_code, old.speaks)
      is distinct from (new.name_key, new.search, new.birth_date, new.settlement_code, new.speaks)
    ) execute function members.follow_person()`.execute(db);
  await sql`
    create function members.follow_place() returns trigger language plpgsql as $$
    begin
      update members.membership set person_id = person_id where settlement_code = new.code;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger follow_place after update on places.place
    for each row when (old.folded is distinct from new.folded) execute function members.follow_place()`.execute(
    db,
  );
}
