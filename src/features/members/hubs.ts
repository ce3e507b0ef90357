import { dayIn } from "../../platform/day.ts";
import type { Db } from "../../platform/db/pool.ts";
import { getHub, type Hub, listHubs } from "../hubs/index.ts";

/** Hubs that people can join today: those that are open by the calendar of the place they stand in. */
export const openHubs = async (db: Db, now: Date): Promise<Hub[]> =>
  (await listHubs(db)).filter((hub) => hub.opened_on <= dayIn(hub.time_zone, now));

/** These hubs by their ids. */
export async function hubsById(db: Db, ids: string[]): Promise<Map<string, Hub>> {
  const hubs = new Map<string, Hub>();
  for (const id of new Set(ids)) {
    const hub = await getHub(db, id);
    if (hub) hubs.set(id, hub);
  }
  return hubs;
}
