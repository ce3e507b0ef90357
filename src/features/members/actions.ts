import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden, found } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { standingIn } from "../consents/index.ts";
import { ageAt } from "../people/index.ts";
import { canSee } from "./policy.ts";
import { endUnfit } from "./posts/taking.ts";
import { mayBecome, type Status, statusNow } from "./rules.ts";
import { type Aging, changeStatus, lockMembership, lockMembershipsOf } from "./store/memberships.ts";

type Member = { person: string; hub: string };

/** Makes a registered person a volunteer of the hub. Safe to repeat; of two coordinators at once, one finds it done. */
export const makeVolunteer = (db: Db, who: Actor, { person, hub }: Member, now: Date): Promise<void> =>
  db.transaction().execute(async (db) => {
    const row = found(await lockMembership(db, person, hub), (row) => canSee(who, row));
    if (row.status === "volunteer") return;
    if (!mayBecome(row.status, "volunteer")) throw new Forbidden();
    const aging = found((await lockMembershipsOf(db, person)).find((each) => each.id === row.id));
    if ((await statusOf(db, aging, now)) !== row.status) throw new Forbidden(); // consent is over since a moment ago
    await changeStatus(db, { membership: row.id, from: row.status, to: "volunteer", by: who.id }, now);
    const subject = { kind: "membership", id: row.id };
    const personal = { person, fields: { from: row.status, to: "volunteer" } };
    await audit(db, { actor: who.id, act: "members.make_volunteer", subject, hub, personal }, now);
  });

/** Looks again at a person whose birth date was corrected, or of whom two records became one. */
export const reconsiderAge = (tx: Tx, person: string, now: Date): Promise<void> =>
  reconsider(tx, person, "members.reconsider_age", now);

/** Looks again at a person for whom somebody agreed, refused or withdrew. */
export const reconsiderConsent = (tx: Tx, person: string, now: Date): Promise<void> =>
  reconsider(tx, person, "members.reconsider_consent", now);

/**
 * Moves every membership of a person to where age and consent put it now: out of all lists into waiting, or out of
 * waiting. Who is too young for a post of theirs, or waits, has it no longer.
 */
async function reconsider(
  tx: Tx,
  person: string,
  act: "members.reconsider_age" | "members.reconsider_consent",
  now: Date,
): Promise<void> {
  for (const row of await lockMembershipsOf(tx, person)) {
    const to = await statusAnew(tx, row, act, now);
    if (to === row.status) continue;
    await changeStatus(tx, { membership: row.id, from: row.status, to, by: null }, now);
    const subject = { kind: "membership", id: row.id };
    const personal = { person, fields: { from: row.status, to } };
    await audit(tx, { actor: null, act, subject, hub: row.hub_id, personal }, now);
  }
  await endUnfit(tx, person, now);
}

/** Whoever turns out to be younger than the hub takes does not belong there; a hub that sets its ages anew moves nobody. */
async function statusAnew(
  tx: Tx,
  row: Aging,
  act: "members.reconsider_age" | "members.reconsider_consent",
  now: Date,
): Promise<Status> {
  const tooYoung = ageAt(row.birth_date, row.time_zone, now) < row.lowest_age;
  return tooYoung && act === "members.reconsider_age" ? "left" : statusOf(tx, row, now);
}

/** What a membership is at this moment by its hub's consent age and calendar. */
async function statusOf(tx: Tx, row: Aging, now: Date): Promise<Status> {
  const whose = { id: row.person_id, birth_date: row.birth_date };
  const consent = await standingIn(tx, whose, row, "data", now);
  return statusNow(row.status, ageAt(row.birth_date, row.time_zone, now), row, consent);
}
