import type { Db } from "../../../platform/db/pool.ts";
import { listedStatuses } from "../rules.ts";

/**
 * The hubs whose coordinators know this person: those they have a post in, by name or by region, or belong to. Whoever
 * has a post for the whole country answers to nobody of one hub, so there it is none.
 */
export async function hubsKnowing(db: Db, person: string, now: Date): Promise<string[]> {
  const posts = await db
    .selectFrom("members.post as post")
    .leftJoin("hubs.v_hub as hub", "hub.region_code", "post.region_code")
    .select(["post.hub_id", "post.region_code", "hub.id as of_region"])
    .where("post.person_id", "=", person)
    .where("post.since", "<=", now)
    .where((eb) => eb.or([eb("post.until", "is", null), eb("post.until", ">", now)]))
    .execute();
  if (posts.some((each) => each.hub_id === null && each.region_code === null)) return [];
  const memberships = await db
    .selectFrom("members.membership")
    .select("hub_id")
    .where("person_id", "=", person)
    .where("status", "in", [...listedStatuses])
    .execute();
  const hubs = [
    ...posts.map((each) => each.hub_id ?? each.of_region),
    ...memberships.map((each) => each.hub_id),
  ];
  return [...new Set(hubs.filter((hub) => hub !== null))];
}
