import type { Db } from "../../../platform/db/pool.ts";
import { listedStatuses } from "../rules.ts";

/**
 * The hubs whose coordinators know this person: those they have a post in, or belong to. Whoever has a post for the whole
 * country answers to nobody of one hub, so there it is none.
 */
export async function hubsKnowing(db: Db, person: string, now: Date): Promise<string[]> {
  const posts = await db
    .selectFrom("members.post")
    .select("hub_id")
    .where("person_id", "=", person)
    .where("since", "<=", now)
    .where((eb) => eb.or([eb("until", "is", null), eb("until", ">", now)]))
    .execute();
  if (posts.some((each) => each.hub_id === null)) return [];
  const memberships = await db
    .selectFrom("members.membership")
    .select("hub_id")
    .where("person_id", "=", person)
    .where("status", "in", [...listedStatuses])
    .execute();
  return [...new Set([...posts, ...memberships].flatMap(({ hub_id }) => hub_id ?? []))];
}
