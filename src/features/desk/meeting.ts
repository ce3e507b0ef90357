import type { Db } from "../../platform/db/pool.ts";
import { Forbidden, found, NotFound } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { getHub, type Hub } from "../hubs/index.ts";
import { canSee, canSeeWaiting, type Membership, membershipsOf } from "../members/index.ts";
import { getPerson, listContacts, type Person } from "../people/index.ts";

/** Somebody as the desk meets them: it says no more of them than their given name and the hub they are met in. */
export type Met = { person: Person; hub: Hub; membership: Membership };

/** Whether this person may be met at the desk: as a member, or as the one line of somebody who waits. */
export const canMeet = (who: Actor, row: Pick<Membership, "hub_id" | "status">): boolean =>
  canSee(who, row) || canSeeWaiting(who, row);

/** The person this actor may meet; whoever they may not is as missing as whoever is nobody. */
export async function meet(db: Db, who: Actor, id: string): Promise<Met> {
  const membership = (await membershipsOf(db, id)).find((row) => canMeet(who, row));
  if (!membership) throw new NotFound();
  const person = found(await getPerson(db, id));
  return { person, membership, hub: found(await getHub(db, membership.hub_id)) };
}

/** The same for a contact that is told at the desk: whoever has one already sees to it alone. */
export async function meetWithoutContact(db: Db, who: Actor, id: string): Promise<Met> {
  const met = await meet(db, who, id);
  if ((await listContacts(db, id)).length > 0) throw new Forbidden();
  return met;
}
