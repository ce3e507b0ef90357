import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden, found } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { ageAt } from "../people/index.ts";
import { canSee } from "./policy.ts";
import { endUnfit } from "./posts/taking.ts";
import { mayBecome, type Status, statusAtAge } from "./rules.ts";
import { changeStatus, lockMembership, lockMembershipsOf } from "./store/memberships.ts";

type Member = { person: string; hub: string };

/** Makes a registered person a volunteer of the hub. Safe to repeat; of two coordinators at once, one finds it done. */
export const makeVolunteer = (db: Db, who: Actor, { person, hub }: Member, now: Date): Promise<void> =>
  db.transaction().execute(async (db) => {
    const row = found(await lockMembership(db, person, hub), (row) => canSee(who, row));
    if (row.status === "volunteer") return;
    if (!mayBecome(row.status, "volunteer")) throw new Forbidden();
    await changeStatus(db, { membership: row.id, from: row.status, to: "volunteer", by: who.id }, now);
    const subject = { kind: "membership", id: row.id };
    const personal = { person, fields: { from: row.status, to: "volunteer" } };
    await audit(db, { actor: who.id, act: "members.make_volunteer", subject, hub, personal }, now);
  });

/**
 * Looks again at a person whose birth date was corrected: who is now below a hub's consent age waits there for consent,
 * whatever they were, and who is too young for a post of theirs has it no longer. Nothing ever ends waiting here.
 */
export async function reconsiderAge(tx: Tx, person: string, now: Date): Promise<void> {
  for (const row of await lockMembershipsOf(tx, person)) {
    const to: Status = statusAtAge(row.status, ageAt(row.birth_date, row.time_zone, now), row);
    if (to === row.status) continue;
    await changeStatus(tx, { membership: row.id, from: row.status, to, by: null }, now);
    const subject = { kind: "membership", id: row.id };
    const personal = { person, fields: { from: row.status, to } };
    await audit(tx, { actor: null, act: "members.reconsider_age", subject, hub: row.hub_id, personal }, now);
  }
  await endUnfit(tx, person, now);
}
