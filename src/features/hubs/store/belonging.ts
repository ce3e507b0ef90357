import type { Db } from "../../../platform/db/pool.ts";

/** Whether somebody belongs to a hub already, waiting or not. */
export async function belongsTo(db: Db, person: string, hub: string): Promise<boolean> {
  const row = await db
    .selectFrom("members.v_belonging")
    .select("hub_id")
    .where("person_id", "=", person)
    .where("hub_id", "=", hub)
    .executeTakeFirst();
  return row !== undefined;
}
