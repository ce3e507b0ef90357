import type { Trace } from "../../../platform/audit/entries.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { everyHub } from "../rules.ts";
import { changesOf, membershipsOf } from "./memberships.ts";

/** What stands for a person in the audit: their memberships, and the lists of a hub while they stood in them. */
export async function tracesOf(db: Db, person: string): Promise<Trace[]> {
  const memberships = await membershipsOf(db, person);
  if (memberships.length === 0) return [];
  const changes = await changesOf(
    db,
    memberships.map((each) => each.id),
  );
  return memberships.flatMap(({ id, hub_id }): Trace[] => {
    const own = changes.filter((each) => each.membership_id === id).toReversed();
    const lists = own.flatMap(({ to_status, at }, index) =>
      listsOf(to_status, hub_id).map((list) => ({ ...list, since: at, until: own[index + 1]?.at })),
    );
    return [{ kind: "membership", id }, ...lists];
  });
}

const actsOnWaiting = ["members.read_waiting", "members.export_waiting", "consents.choose_people"];

/** In which lists people of this status stand, and what may be done with them. */
function listsOf(status: string, hub: string): Trace[] {
  if (status === "left") return [];
  if (status === "waiting_for_consent") return [{ kind: "hub", id: hub, acts: actsOnWaiting }];
  return [
    { kind: "hub", id: hub, acts: ["members.export", "consents.read_answers"] },
    { ...everyHub, acts: ["members.export"] },
  ];
}
