import type { Trace } from "../../../platform/audit/entries.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { changesOf, membershipsOf } from "./memberships.ts";

/** What stands for a person in the audit: their memberships, and the waiting list of a hub while they stood in it. */
export async function tracesOf(db: Db, person: string): Promise<Trace[]> {
  const memberships = await membershipsOf(db, person);
  if (memberships.length === 0) return [];
  const changes = await changesOf(
    db,
    memberships.map((each) => each.id),
  );
  return memberships.flatMap(({ id, hub_id }): Trace[] => {
    const own = changes.filter((each) => each.membership_id === id).toReversed();
    const waits = own.flatMap(({ to_status, at }, index) =>
      to_status === "waiting_for_consent" ? [{ since: at, until: own[index + 1]?.at }] : [],
    );
    const lists = waits.map((wait) => ({ kind: "hub", id: hub_id, acts: ["members.read_waiting"], ...wait }));
    return [{ kind: "membership", id }, ...lists];
  });
}
