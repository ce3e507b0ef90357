import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import type { Post } from "../../../platform/http/actor.ts";

export type HeldPost = {
  person_id: string;
  name: string;
  post: Post;
  hub_id: string | null;
  since: Date;
  until: Date | null;
};

/** The posts that these people hold or ever held, with their names; who never held one is not among them. */
export const postsHeld = async (db: Db, people: string[]): Promise<HeldPost[]> =>
  people.length === 0
    ? []
    : db
        .selectFrom("members.post as post")
        .innerJoin("people.v_card as card", "card.id", "post.person_id")
        .select(["post.person_id", "post.post", "post.hub_id", "post.since", "post.until"])
        .select(sql<string>`concat_ws(' ', card.given_name, card.surname)`.as("name"))
        .where("post.person_id", "in", people)
        .orderBy("post.since")
        .orderBy("post.id")
        .$castTo<HeldPost>()
        .execute();
