import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Actor, Post } from "../../../platform/http/actor.ts";
import { postsAsHeld } from "../policy.ts";
import type { Scope } from "../rules/posts.ts";

/** A person and their session: since when, when it was last written down as used, whether a second factor is missing. */
export type Standing = { who: Actor; began_at: Date; seen_at: Date; half: boolean };

type Factor = { second_factor_at: Date | null; has_factor: boolean };

/** Who stands behind a session's token, with the posts they hold now; one statement, because every request asks. */
export async function actorOf(db: Db, tokenHash: Buffer, now: Date): Promise<Standing | null> {
  const row = await db
    .selectFrom("accounts.v_session as session")
    .innerJoin("people.v_card as card", "card.id", "session.person_id")
    .select(["session.id as session", "session.seen_at", "card.id", "card.given_name", "card.language"])
    .select(["session.created_at as began_at", "session.second_factor_at", "session.has_factor"])
    .select((eb) => {
      const held = eb
        .selectFrom("members.post as post")
        .whereRef("post.person_id", "=", "card.id")
        .where(isHeld(now));
      // A post for a region is one for each of its hubs: no policy has to know regions.
      const direct = held
        .where("post.region_code", "is", null)
        .select(["post.post", sql<string | null>`post.hub_id`.as("hub")]);
      const byRegion = held
        .innerJoin("hubs.v_hub as hub", "hub.region_code", "post.region_code")
        .select(["post.post", sql<string | null>`hub.id`.as("hub")]);
      return jsonArrayFrom(direct.unionAll(byRegion)).as("posts");
    })
    .where("session.token_hash", "=", tokenHash)
    .where("session.expires_at", ">", now)
    .$castTo<Actor & Omit<Standing, "who" | "half"> & Factor>()
    .executeTakeFirst();
  if (!row) return null;
  const { seen_at, began_at, second_factor_at, has_factor, posts, ...person } = row;
  const half = second_factor_at === null && (has_factor || posts.length > 0);
  return { who: { ...person, posts: postsAsHeld(posts) }, began_at, seen_at, half };
}

/** Whether the post at hand is held at this moment: its term ends it without anybody's doing. */
const isHeld = (now: Date) =>
  sql<boolean>`(post.since <= ${now} and (post.until is null or post.until > ${now}))`;

export type PostRow = {
  id: string;
  person_id: string;
  post: Post;
  hub_id: string | null;
  slug: string | null;
  name_kk: string | null;
  name_ru: string | null;
  name_en: string | null;
  time_zone: string;
  region_code: string | null;
  since: Date;
  until: Date | null;
  /** The last day of the term by the calendar of the hub. */
  last_day: string | null;
  ended_by: string | null;
};

const zone = sql<string>`coalesce(hub.time_zone, 'Asia/Almaty')`;
const lastDay = sql<
  string | null
>`((post.until at time zone ${zone}) - interval '1 microsecond')::date::text`;

/** Posts with the hub they are for, as far as they are for one. */
export const postRows = (db: Db) =>
  db
    .selectFrom("members.post as post")
    .leftJoin("hubs.v_hub as hub", "hub.id", "post.hub_id")
    .select(["post.id", "post.person_id", "post.post", "post.hub_id", "post.region_code"])
    .select(["hub.slug", "hub.name_kk", "hub.name_ru", "hub.name_en", zone.as("time_zone")])
    .select(["post.since", "post.until", "post.ended_by", lastDay.as("last_day")]);

const rows = (db: Db) => postRows(db).$castTo<PostRow>();

export const getPost = (db: Db, id: string): Promise<PostRow | undefined> =>
  rows(db).where("post.id", "=", id).executeTakeFirst();

/** Takes the row for this transaction; whoever waited for it sees what became of it. */
export const lockPost = (tx: Tx, id: string): Promise<PostRow | undefined> =>
  rows(tx).where("post.id", "=", id).forUpdate("post").executeTakeFirst();

/** Everybody who holds this post anywhere, each row taken: of two who would be the last, one waits for the other. */
export const lockHolders = (tx: Tx, post: Post, now: Date): Promise<PostRow[]> =>
  rows(tx).where("post.post", "=", post).where(isHeld(now)).orderBy("post.id").forUpdate("post").execute();

/** The posts this person holds or held, newest first. */
export const postsOf = (db: Db, person: string): Promise<PostRow[]> =>
  rows(db).where("post.person_id", "=", person).orderBy("post.since", "desc").orderBy("post.id").execute();

type Named = { person: string; post: Post; scope: Scope };

const columnsOf = (scope: Scope) => ({
  hub_id: scope.kind === "hub" ? scope.hub : null,
  region_code: scope.kind === "region" ? scope.region : null,
});

type Given = Named & { last_day: string | null; by: string | null };

/** Writes a post down; answers nothing when the person holds it already in this scope. */
export async function addPost(
  tx: Tx,
  { person, post, scope, last_day, by }: Given,
  now: Date,
): Promise<{ id: string } | undefined> {
  const where = columnsOf(scope);
  await tx
    .updateTable("members.post")
    .set({ ended_at: sql`until` })
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .where("until", "<=", now)
    .execute();
  return tx
    .insertInto("members.post")
    .values({
      person_id: person,
      post,
      ...where,
      since: now,
      until: endOf(last_day, where.hub_id),
      given_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
}

/** The midnight at which a day ends where the hub is. */
const endOf = (day: string | null, hub: string | null) =>
  sql<Date | null>`((${day}::date + 1)::timestamp at time zone coalesce(
    (select time_zone from hubs.v_hub where id = ${hub}::uuid), 'Asia/Almaty'))`;

/** The row by which somebody holds a post in this very scope. */
export const lockHeld = (tx: Tx, { person, post, scope }: Named): Promise<PostRow | undefined> => {
  const { hub_id, region_code } = columnsOf(scope);
  return rows(tx)
    .where("post.person_id", "=", person)
    .where("post.post", "=", post)
    .where("post.hub_id", "is not distinct from", hub_id)
    .where("post.region_code", "is not distinct from", region_code)
    .where("post.ended_at", "is", null)
    .forUpdate("post")
    .executeTakeFirst();
};

export const setTerm = (tx: Tx, row: PostRow, lastDay: string | null) =>
  tx
    .updateTable("members.post")
    .set({ until: endOf(lastDay, row.hub_id) })
    .where("id", "=", row.id)
    .execute();

export const endPost = (tx: Tx, id: string, by: string | null, now: Date) =>
  tx
    .updateTable("members.post")
    .set({ until: now, ended_at: now, ended_by: by })
    .where("id", "=", id)
    .execute();

export type Holder = { post: Post; hub_id: string | null; name: string };

/** Who holds a post for one of these hubs today, be it by its region; without a hub, for the whole country. */
export const holdersFor = (db: Db, hubs: string[], now: Date): Promise<Holder[]> =>
  db
    .selectFrom("members.post as post")
    .innerJoin("people.v_card as card", "card.id", "post.person_id")
    .leftJoin("hubs.v_hub as hub", (join) =>
      join.onRef("hub.region_code", "=", "post.region_code").on("hub.id", "in", hubs),
    )
    .select(["post.post", sql<string | null>`coalesce(post.hub_id, hub.id)`.as("hub_id")])
    .select(sql<string>`concat_ws(' ', card.given_name, card.surname)`.as("name"))
    .where(isHeld(now))
    .where((eb) =>
      eb.or([
        eb("post.hub_id", "in", hubs),
        eb("hub.id", "is not", null),
        eb.and([eb("post.hub_id", "is", null), eb("post.region_code", "is", null)]),
      ]),
    )
    .orderBy("card.name_key")
    .orderBy("card.id")
    .$castTo<Holder>()
    .execute();
