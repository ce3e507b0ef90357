import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { postsOf } from "./posts.ts";

/** Every table here that points at a person. */
export const tables = ["members.joining", "members.membership", "members.status_change", "members.post"];

/** What this feature knows of a person: hubs with every change of status, and posts. */
export async function exportMember(db: Db, person: string): Promise<Record<string, unknown>> {
  const memberships = await db
    .selectFrom("members.membership as membership")
    .innerJoin("hubs.v_hub as hub", "hub.id", "membership.hub_id")
    .select(["membership.id", "hub.name_en as hub", "membership.status", "membership.joined_at"])
    .where("membership.person_id", "=", person)
    .orderBy("membership.joined_at")
    .execute();
  const changes = await db
    .selectFrom("members.status_change as change")
    .innerJoin("members.membership as membership", "membership.id", "change.membership_id")
    .select(["change.membership_id", "change.at", "change.from_status", "change.to_status"])
    .where("membership.person_id", "=", person)
    .orderBy("change.id")
    .execute();
  return {
    hubs: memberships.map(({ id, ...membership }) => ({
      ...membership,
      history: changes
        .filter((change) => change.membership_id === id)
        .map(({ membership_id: _id, ...change }) => change),
    })),
    posts: await postsOf(db, person),
  };
}

/** Memberships stay as those of somebody who left, without a name, so that totals of past months do not change. */
export async function eraseMember(tx: Tx, person: string, now: Date): Promise<void> {
  await tx.deleteFrom("members.joining").where("person_id", "=", person).execute();
  await tx
    .updateTable("members.membership")
    .set({ status: "left", status_at: now })
    .where("person_id", "=", person)
    .where("status", "<>", "left")
    .execute();
  const post = tx.updateTable("members.post");
  await post.set({ until: now }).where("person_id", "=", person).where("until", "is", null).execute();
  await post.set({ given_by: null }).where("given_by", "=", person).execute();
  await tx
    .updateTable("members.status_change")
    .set({ by_person_id: null })
    .where("by_person_id", "=", person)
    .execute();
}

/** Gives everything of `from` to `into`; where both belong to a hub, what `into` is there stays, with both histories. */
export async function mergeMember(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await sql`
    with pair as (
      select theirs.id as gone, mine.id as kept, theirs.joined_at
      from members.membership theirs
      join members.membership mine on mine.hub_id = theirs.hub_id and mine.person_id = ${into}
      where theirs.person_id = ${from}
    ), moved as (
      update members.status_change set membership_id = pair.kept from pair where membership_id = pair.gone
    )
    update members.membership set joined_at = least(membership.joined_at, pair.joined_at)
    from pair where membership.id = pair.kept`.execute(tx);
  const hubsOf = (person: string) =>
    tx.selectFrom("members.membership").select("hub_id").where("person_id", "=", person);
  await tx
    .deleteFrom("members.membership")
    .where("person_id", "=", from)
    .where("hub_id", "in", hubsOf(into))
    .execute();
  await tx.updateTable("members.membership").set({ person_id: into }).where("person_id", "=", from).execute();
  await tx.updateTable("members.joining").set({ person_id: into }).where("person_id", "=", from).execute();
  await tx
    .updateTable("members.status_change")
    .set({ by_person_id: into })
    .where("by_person_id", "=", from)
    .execute();
  await mergePosts(tx, from, into, now);
}

async function mergePosts(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await sql`
    update members.post as theirs set until = ${now}
    from members.post as mine
    where theirs.person_id = ${from} and mine.person_id = ${into} and theirs.until is null and mine.until is null
      and theirs.post = mine.post and theirs.hub_id is not distinct from mine.hub_id`.execute(tx);
  await tx.updateTable("members.post").set({ person_id: into }).where("person_id", "=", from).execute();
  await tx.updateTable("members.post").set({ given_by: into }).where("given_by", "=", from).execute();
}
