import { type Kysely, sql } from "kysely";

/**
 * Lists of a country: every page, search and filter is answered by walking one index, and as little of it, whether a
 * thousand people are listed or a million (decision 0020).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await numberSpellings(db);
  await addColumns(db);
  await followPeople(db);
  await dropIndexes(db);
  await sql`update members.membership set person_id = person_id`.execute(db);
  await indexLists(db);
  // Index-only walks need pages that vacuum has seen; by default it comes after a fifth of the table has changed. Lists
  // read a few hundred rows, for which starting further processes costs more than reading.
  await sql`
    alter table members.membership set (parallel_workers = 0,
      autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02)`.execute(db);
}

/** Each run of folded words that names and villages of members consist of, by number: there are few among many people. */
async function numberSpellings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table members.spelling (
      no integer primary key generated always as identity,
      -- Begins with a space, so that every word in it does.
      words text not null unique
    )`.execute(db);
  await sql`create index on members.spelling using gin (words gin_trgm_ops) with (fastupdate = off)`.execute(
    db,
  );
  // The lock is shared by all who write members; who forgets spellings nobody has waits for them (store/spellings.ts).
  await sql`
    create function members.number_spellings(spelled text[]) returns integer[] language plpgsql as $$
    declare
      numbers integer[];
    begin
      perform pg_advisory_xact_lock_shared(hashtext('members.spelling'));
      loop
        select array_agg(case words when '' then 0
          else (select no from members.spelling where spelling.words = ' ' || told.words) end order by place)
        into numbers from unnest(spelled) with ordinality as told (words, place);
        if array_position(numbers, null) is null then return numbers; end if;
        insert into members.spelling (words)
        select distinct ' ' || words from unnest(spelled) as words where words <> '' order by 1
        on conflict do nothing;
      end loop;
    end $$`.execute(db);
}

/** What lists are searched and narrowed by, as numbers small enough to stand in every index. */
async function addColumns(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function members.traits(status text, speaks text[]) returns integer
    language sql immutable parallel safe return
      case status when 'registered' then 1 when 'volunteer' then 2 else 0 end
      | (select coalesce(bit_or(4 << (array_position(
          array['kk', 'ru', 'en', 'de', 'tr', 'uz', 'uk', 'pl', 'ko', 'zh', 'sign'], language) - 1)), 0)
        from unnest(speaks) as language)`.execute(db);
  await sql`
    alter table members.membership
      -- Spellings of the first and second word of a name (mostly surname and given name), of the rest, and of the village.
      add column first_no integer not null default 0,
      add column second_no integer not null default 0,
      add column rest_no integer not null default 0,
      add column home_no integer not null default 0,
      add column district integer not null default 0,
      add column home integer not null generated always as (coalesce(settlement_code, '0')::integer) stored,
      add column traits integer not null generated always as (members.traits(status, speaks)) stored`.execute(
    db,
  );
}

async function followPeople(db: Kysely<unknown>): Promise<void> {
  // What a membership copies of its person, said once: for the trigger, and for whoever lays in many at a time.
  await sql`
    create view members.v_copied as
    select person.id as person_id, person.name_key, concat(' ', person.search, ' ', place.folded) as search,
      person.birth_date, person.settlement_code, person.speaks, coalesce(place.district_code, '0')::integer as district,
      array[
        split_part(person.search, ' ', 1),
        split_part(person.search, ' ', 2),
        array_to_string((string_to_array(person.search, ' '))[3:], ' '),
        btrim(regexp_replace(coalesce(place.folded, ''), '[| ]+', ' ', 'g'))
      ] as spelled
    from people.person left join places.place on place.code = person.settlement_code`.execute(db);
  await sql`
    create or replace function members.take_from_person() returns trigger language plpgsql as $$
    declare
      copied members.v_copied;
      numbers integer[] = '{0, 0, 0, 0}';
    begin
      select * into strict copied from members.v_copied where person_id = new.person_id;
      new.name_key = copied.name_key;
      new.search = copied.search;
      new.birth_date = copied.birth_date;
      new.settlement_code = copied.settlement_code;
      new.speaks = copied.speaks;
      new.district = copied.district;
      -- Whoever is in no list is not to be found either. Of whoever is being erased there is nothing left to number, and
      -- so no lock either: who erases takes the other one (store/lifecycle.ts).
      if new.status in ('registered', 'volunteer') and copied.spelled <> '{"", "", "", ""}' then
        numbers = members.number_spellings(copied.spelled);
      end if;
      new.first_no = numbers[1];
      new.second_no = numbers[2];
      new.rest_no = numbers[3];
      new.home_no = numbers[4];
      return new;
    end $$`.execute(db);
  await sql`drop trigger follow_place on places.place`.execute(db);
  await sql`
    create trigger follow_place after update on places.place
    for each row when ((old.folded, old.district_code) is distinct from (new.folded, new.district_code))
    execute function members.follow_place()`.execute(db);
}

const listed = sql`where status in ('registered', 'volunteer')`;
const columns = "joined_at, birth_date, traits, home, district, first_no, second_no, rest_no, home_no".split(
  ", ",
);

async function dropIndexes(db: Kysely<unknown>): Promise<void> {
  for (const columns of ["name_key_id", "joined_at_id", "birth_date_id", "settlement_code"])
    await sql`drop index members.${sql.id(`membership_hub_id_${columns}_idx`)}`.execute(db);
  for (const columns of ["name_key_id", "joined_at_id", "birth_date_id", "search"])
    await sql`drop index members.${sql.id(`membership_${columns}_idx`)}`.execute(db);
}

/** Every order of a list, and every way into it, with all it can be narrowed by: no row is visited that is not shown. */
async function indexLists(db: Kysely<unknown>): Promise<void> {
  for (const order of ["name_key", "joined_at", "birth_date"])
    for (const scope of ["hub_id, ", ""]) await cover(db, `${scope}status, ${order}, id`);
  for (const way of ["first_no", "second_no", "rest_no", "home_no", "home", "district"])
    await cover(db, `${way}, name_key, id`);
  for (const way of ["home", "district"]) await cover(db, `hub_id, ${way}, name_key, id`);
  for (const way of ["first_no", "second_no", "rest_no", "home_no"])
    await sql`create index on members.membership (hub_id, ${sql.id(way)}) ${listed}`.execute(db);
  // Kazakh, Russian and English are spoken by so many that walking a list meets them soon.
  for (const language of ["de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"])
    for (const scope of ["hub_id, ", ""])
      await cover(db, `${scope}name_key, id`, sql`and speaks @> array[${sql.lit(language)}]::text[]`);
}

async function cover(db: Kysely<unknown>, keys: string, only = sql``): Promise<void> {
  // Ages are walked for lists in the order of names as well.
  const told = keys.includes("birth_date") ? ["name_key", ...columns] : columns;
  const rest = told.filter((column) => !keys.split(", ").includes(column));
  await sql`
    create index on members.membership (${sql.raw(keys)}) include (${sql.raw(rest.join(", "))}) ${listed} ${only}`.execute(
    db,
  );
}
