import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Actor, Post } from "../../../platform/http/actor.ts";
import { postsAsHeld } from "../policy.ts";

/** A signed-in person, and when their session was last written down as used. */
export type Standing = { who: Actor; seen_at: Date };

/** Who stands behind a session's token, with the posts they hold now; one statement, because every request asks. */
export async function actorOf(db: Db, tokenHash: Buffer, now: Date): Promise<Standing | null> {
  const row = await db
    .selectFrom("accounts.v_session as session")
    .innerJoin("people.v_card as card", "card.id", "session.person_id")
    .select(["session.id as session", "session.seen_at", "card.id", "card.given_name", "card.language"])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom("members.post as post")
          .select(["post.post", "post.hub_id as hub"])
          .whereRef("post.person_id", "=", "card.id")
          .where("post.since", "<=", now)
          .where((eb) => eb.or([eb("post.until", "is", null), eb("post.until", ">", now)])),
      ).as("posts"),
    )
    .where("session.token_hash", "=", tokenHash)
    .where("session.expires_at", ">", now)
    .$castTo<Actor & { seen_at: Date }>()
    .executeTakeFirst();
  if (!row) return null;
  const { seen_at, posts, ...person } = row;
  return { who: { ...person, posts: postsAsHeld(posts) }, seen_at };
}

type Given = { person: string; post: Post; hub: string | null; by: string | null };

/** Writes a post down; answers nothing when the person holds it already. */
export const addPost = (
  tx: Tx,
  { person, post, hub, by }: Given,
  now: Date,
): Promise<{ id: string } | undefined> =>
  tx
    .insertInto("members.post")
    .values({ person_id: person, post, hub_id: hub, since: now, given_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();

export type Holder = { post: Post; hub_id: string | null; person_id: string; name: string };

/** Who holds a post for one of these hubs, or for all hubs, today. */
export const holdersFor = (db: Db, hubs: string[], now: Date): Promise<Holder[]> =>
  db
    .selectFrom("members.post as post")
    .innerJoin("people.v_card as card", "card.id", "post.person_id")
    .select(["post.post", "post.hub_id", "post.person_id"])
    .select(sql<string>`concat_ws(' ', card.given_name, card.surname)`.as("name"))
    .where("post.since", "<=", now)
    .where((eb) => eb.or([eb("post.until", "is", null), eb("post.until", ">", now)]))
    .where((eb) => eb.or([eb("post.hub_id", "is", null), eb("post.hub_id", "in", hubs)]))
    .orderBy("card.name_key")
    .orderBy("card.id")
    .$castTo<Holder>()
    .execute();

/** The posts this person holds or held, newest first. */
export const postsOf = (db: Db, person: string) =>
  db
    .selectFrom("members.post")
    .select(["post", "hub_id", "since", "until"])
    .where("person_id", "=", person)
    .orderBy("since", "desc")
    .execute();
