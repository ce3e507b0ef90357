import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import type { Actor, Post } from "../../../platform/http/actor.ts";
import { overseenBy } from "../policy/posts.ts";
import { countedTo, rowsAPage } from "../rules.ts";
import { type PostView, soonDays } from "../rules/posts.ts";
import { type PostRow, postRows } from "./posts.ts";

/** What a list of posts is narrowed to, and the row it goes on from. */
export type Narrowing = {
  view: PostView;
  post?: Post | undefined;
  hub?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
};

export type HeldRow = PostRow & { name: string; ended_by_name: string | null };
export type Overseen = { rows: HeldRow[]; count: number; earlier: boolean; later: boolean };

/** Begins from what this person oversees; nothing is added to that, only taken away. */
function overseen(db: Db, who: Actor, { view, post, hub }: Narrowing, now: Date) {
  const soon = new Date(now.getTime() + soonDays * 86_400_000);
  const query = db
    .selectFrom("members.post")
    .innerJoin("people.v_card as card", "card.id", "members.post.person_id")
    .where(overseenBy(who))
    .$if(post !== undefined, (all) => all.where("members.post.post", "=", post ?? ""))
    .$if(hub !== undefined, (all) => all.where("members.post.hub_id", "=", hub ?? ""));
  if (view === "ended") return query.where("members.post.until", "<=", now);
  const held = query.where((eb) => eb.or([eb("until", "is", null), eb("until", ">", now)]));
  return view === "soon" ? held.where("members.post.until", "<=", soon) : held;
}

/** One page of the posts this person oversees, by the names of their holders. */
export async function pageOfPosts(db: Db, who: Actor, asked: Narrowing, now: Date): Promise<Overseen> {
  const some = overseen(db, who, asked, now)
    .select("members.post.id")
    .limit(countedTo + 1);
  const { count } = await db
    .selectFrom(some.as("some"))
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const backwards = asked.before !== undefined;
  const edge = await edgeOf(db, who, asked, now);
  const direction = backwards ? "desc" : "asc";
  let ids = overseen(db, who, asked, now);
  if (edge)
    ids = ids.where(
      sql<boolean>`(card.name_key, members.post.id) ${sql.raw(backwards ? "<" : ">")} (${edge.name_key}, ${edge.id}::uuid)`,
    );
  const page = ids
    .select(["members.post.id", "card.name_key"])
    .orderBy("card.name_key", direction)
    .orderBy("members.post.id", direction)
    .limit(rowsAPage + 1);
  const read = await detailsOf(db, page, direction);
  const more = read.length > rowsAPage;
  const rows = read.slice(0, rowsAPage);
  if (!backwards) return { rows, count, earlier: edge !== undefined, later: more };
  return { rows: rows.toReversed(), count, earlier: more, later: edge !== undefined };
}

/** The row a page begins from, if this person oversees it; a hidden one is as good as none. */
async function edgeOf(db: Db, who: Actor, asked: Narrowing, now: Date) {
  const id = asked.before ?? asked.after;
  if (!id) return undefined;
  const { view } = asked;
  return overseen(db, who, { view }, now)
    .where("members.post.id", "=", id)
    .select(["members.post.id", "card.name_key"])
    .executeTakeFirst();
}

type Ids = ReturnType<typeof idsOf>;
const idsOf = (db: Db, who: Actor, now: Date) =>
  overseen(db, who, { view: "held" }, now).select(["members.post.id", "card.name_key"]);

const detailsOf = (db: Db, ids: Ids, direction: "asc" | "desc"): Promise<HeldRow[]> =>
  postRows(db)
    .innerJoin(ids.as("page"), "page.id", "post.id")
    .innerJoin("people.v_card as card", "card.id", "post.person_id")
    .leftJoin("people.v_card as ender", "ender.id", "post.ended_by")
    .select([nameOf("card").as("name"), nameOf("ender").as("ended_by_name")])
    .orderBy("page.name_key", direction)
    .orderBy("page.id", direction)
    .$castTo<HeldRow>()
    .execute();

const nameOf = (table: string) =>
  sql<string>`nullif(concat_ws(' ', ${sql.ref(`${table}.surname`)}, ${sql.ref(`${table}.given_name`)}), '')`;

/** One post with the names of its holder, of who gave it and of who took it back. */
export const findPost = (
  db: Db,
  id: string,
): Promise<(HeldRow & { given_by_name: string | null }) | undefined> =>
  postRows(db)
    .innerJoin("people.v_card as card", "card.id", "post.person_id")
    .leftJoin("people.v_card as ender", "ender.id", "post.ended_by")
    .leftJoin("people.v_card as giver", "giver.id", "post.given_by")
    .select([
      nameOf("card").as("name"),
      nameOf("ender").as("ended_by_name"),
      nameOf("giver").as("given_by_name"),
    ])
    .where("post.id", "=", id)
    .$castTo<HeldRow & { given_by_name: string | null }>()
    .executeTakeFirst();
