import { sql } from "kysely";
import type { Hub } from "../../features/hubs/index.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Refusal } from "../../platform/refusal.ts";
import { loadSample } from "../load.ts";
import { bornBefore } from "../people.ts";
import { hubsOfCrowd, openHubs } from "./hubs.ts";
import { layMembers, inBulk } from "./lay.ts";
import { crowdOf, type Member } from "./people.ts";

export type Crowd = { people: number; now: Date; told?: (there: number) => void };

/**
 * Fills an empty database, or one with the sample alone, until it has this many people in a hundred hubs: the same from
 * day to day but for dates. All or nothing; refuses where people are who are not of the sample.
 */
export async function loadCrowd(db: Db, { people, now, told = () => {} }: Crowd): Promise<void> {
  await loadSample(db, now);
  await db.transaction().execute(async (tx) => {
    const there = await countOf(tx, "people.person");
    if ((await countOf(tx, "hubs.hub")) >= hubsOfCrowd)
      throw new Refusal(
        `This database has a crowd of ${there} people already: begin again with an empty one.`,
      );
    if (people <= there)
      throw new Refusal(`The sample alone has ${there} people: --people has to be more than that.`);
    const hubs = await openHubs(tx, now);
    await inBulk(tx, async () => {
      let done = there;
      for (const [index, hub] of hubs.entries()) {
        const upTo = there + Math.round(((people - there) * (index + 1)) / hubs.length);
        let coordinator = await coordinatorOf(tx, hub);
        for await (const members of crowdOf(tx, hub, upTo - done, now)) {
          coordinator ??= firstGrownUp(members, now);
          await layMembers(tx, members, hub, coordinator);
          told((done += members.length));
        }
        if (coordinator) await givePost(tx, hub, coordinator, now);
      }
    });
  });
  await sql`vacuum (analyze)`.execute(db);
}

async function countOf(tx: Tx, table: "people.person" | "hubs.hub"): Promise<number> {
  const { count } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

async function coordinatorOf(tx: Tx, hub: Hub): Promise<string | undefined> {
  const post = await tx
    .selectFrom("members.post")
    .select("person_id")
    .where("post", "=", "coordinator")
    .where("hub_id", "=", hub.id)
    .executeTakeFirst();
  return post?.person_id;
}

const firstGrownUp = (members: Member[], now: Date): string | undefined =>
  members.find((each) => each.birth_date < bornBefore(now, 18, 0))?.id;

const givePost = (tx: Tx, hub: Hub, person: string, now: Date) =>
  tx
    .insertInto("members.post")
    .values({ person_id: person, post: "coordinator", hub_id: hub.id, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
