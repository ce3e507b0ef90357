import { type Kysely, sql } from "kysely";

/** Posts for a hub, a region or the country, with a term; who took one back, and when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace view hubs.v_hub as
    select hub.id, hub.slug, hub.name_kk, hub.name_ru, hub.name_en, hub.city_code, hub.lowest_age, hub.highest_age,
      hub.consent_age, hub.time_zone, coalesce(city.region_code, city.code) as region_code
    from hubs.hub left join places.place city on city.code = hub.city_code`.execute(db);
  await widenPosts(db);
  await sql`drop index members.post_person_id_post_hub_id_idx`.execute(db);
  // A post that is neither taken back nor followed by another stands once for each scope.
  await sql`
    create unique index on members.post (person_id, post, hub_id, region_code) nulls not distinct
    where ended_at is null`.execute(db);
  await sql`create index on members.post (region_code)`.execute(db);
  await sql`create index on members.post (ended_by)`.execute(db);
}

async function widenPosts(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ conname: string }>`
    select conname from pg_constraint where conrelid = 'members.post'::regclass and contype = 'c'`.execute(
    db,
  );
  for (const { conname } of rows)
    await sql`alter table members.post drop constraint ${sql.id(conname)}`.execute(db);
  await sql`
    alter table members.post
      add column region_code text references places.place,
      -- Set when somebody takes the post back, or gives it anew after its term.
      add column ended_at timestamptz,
      add column ended_by uuid references people.person on delete set null`.execute(db);
  await sql`update members.post set ended_at = until where until is not null`.execute(db);
  await sql`
    alter table members.post
      add constraint post_known check (post in ('reviewer', 'trainer', 'facilitator', 'coordinator',
        'safeguarding_focal_point', 'organisation_lead', 'observer', 'national_coordinator', 'administrator')),
      add constraint post_scope check (case
        when hub_id is not null then region_code is null and post not in ('national_coordinator', 'administrator')
        when region_code is not null then post in ('coordinator', 'safeguarding_focal_point', 'observer')
        else post in ('safeguarding_focal_point', 'observer', 'national_coordinator', 'administrator') end),
      add constraint post_ended check (ended_at is null or until is not null),
      add constraint post_ended_by check (ended_by is null or ended_at is not null)`.execute(db);
}
