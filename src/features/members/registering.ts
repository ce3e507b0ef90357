import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { fold } from "../../platform/i18n/fold.ts";
import type { Hub } from "../hubs/index.ts";
import { ageAt, createPerson, type NewPerson } from "../people/index.ts";
import { decideJoining } from "./rules.ts";
import { addMembership, type BornThen, bornOn } from "./store/memberships.ts";
import { postsOf } from "./store/posts.ts";
import { isInhabited } from "./store/villages.ts";

export type Registered =
  | { kind: "registered"; person: string; status: "registered" | "waiting_for_consent" }
  | { kind: "refused"; reason: "too_young" | "too_old" | "no_such_place" };

/**
 * Registers somebody else in a hub, in the caller's transaction, by the rules of joining: the hub's ages, its consent age
 * and the server's clock in its zone. The caller decides who may register whom, and that nobody is registered twice.
 */
export async function registerPerson(
  tx: Tx,
  who: Actor,
  { hub, given }: { hub: Hub; given: NewPerson },
  now: Date,
): Promise<Registered> {
  const decision = decideJoining(ageAt(given.birth_date, hub.time_zone, now), hub);
  if (decision.kind === "refused") return decision;
  if (!(await isInhabited(tx, given.settlement_code))) return { kind: "refused", reason: "no_such_place" };
  const { id: person } = await createPerson(tx, given, who.id, now);
  const status = decision.kind;
  const membership = found(await addMembership(tx, { person, hub: hub.id, status, by: who.id }, now));
  const subject = { kind: "membership", id: membership.id };
  const personal = { person, fields: { status } };
  await audit(tx, { actor: who.id, act: "members.register", subject, hub: hub.id, personal }, now);
  return { kind: "registered", person, status };
}

type Name = { surname: string; given_name: string; birth_date: string };

/** People of a hub, whatever their status there, with this birth date and these names in any spelling and order. */
export async function findAlike(db: Db, hub: string, name: Name): Promise<BornThen[]> {
  const wanted = keyOf(name);
  return (await bornOn(db, hub, name.birth_date)).filter((each) => keyOf(each) === wanted);
}

const keyOf = ({ surname, given_name }: Omit<Name, "birth_date">): string =>
  fold(`${surname} ${given_name}`).split(" ").sort().join(" ");

/** Whether somebody holds any post now. */
export const isOnDuty = async (db: Db, person: string, now: Date): Promise<boolean> =>
  (await postsOf(db, person)).some((each) => each.since <= now && (each.until === null || each.until > now));
