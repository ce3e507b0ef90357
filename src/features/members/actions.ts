import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden, found } from "../../platform/errors.ts";
import type { Actor, Post } from "../../platform/http/actor.ts";
import { endAllSessions } from "../accounts/index.ts";
import { findHub } from "../hubs/index.ts";
import { ageAt, findPeopleByContact, type FoundPerson, readContact } from "../people/index.ts";
import { canSee } from "./policy.ts";
import { mayBecome, type Status, statusAtAge } from "./rules.ts";
import { changeStatus, lockMembership, lockMembershipsOf } from "./store/memberships.ts";
import { addPost } from "./store/posts.ts";

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
 * whatever they were. Nothing ever ends waiting here.
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
}

export type Giving = { contact: string; person?: string | undefined; post: Post; hub?: string | undefined };
export type Given =
  | { kind: "given" | "held_already"; name: string }
  | { kind: "refused"; reason: "not_a_contact" | "unknown_contact" | "unknown_hub" | "hub_or_not" }
  | { kind: "refused"; reason: "several_people"; people: { id: string; name: string }[] };

/**
 * Gives a post to the person behind a confirmed contact; where several share it, to the one named. A coordinator's needs
 * the address of a hub, no other may have one. Ends the person's sessions, so that nobody holds the post on a forgotten
 * device.
 */
export const givePost = (db: Db, { contact, person, post, hub }: Giving, now: Date): Promise<Given> =>
  db.transaction().execute(async (db) => {
    if ((post === "coordinator") !== Boolean(hub)) return { kind: "refused", reason: "hub_or_not" };
    const at = hub ? await findHub(db, hub) : null;
    if (at === undefined) return { kind: "refused", reason: "unknown_hub" };
    const meant = await whoIsMeant(db, contact, person);
    if ("kind" in meant) return meant;
    if (!(await addPost(db, { person: meant.id, post, hub: at?.id ?? null, by: null }, now)))
      return { kind: "held_already", name: meant.name };
    await endAllSessions(db, meant.id, now);
    const subject = { kind: "person", id: meant.id };
    await audit(db, { actor: null, act: `members.give_post.${post}`, subject, hub: at?.id ?? null }, now);
    return { kind: "given", name: meant.name };
  });

type Named = { id: string; name: string };

async function whoIsMeant(
  db: Tx,
  typed: string,
  person: string | undefined,
): Promise<Named | Extract<Given, { kind: "refused" }>> {
  const contact = readContact(typed);
  if (typeof contact === "string") return { kind: "refused", reason: "not_a_contact" };
  const known = (await findPeopleByContact(db, contact)).map(named);
  const people = known.filter(({ id }) => !person || id === person);
  const [first, second] = people;
  if (!first) return { kind: "refused", reason: "unknown_contact" };
  return second ? { kind: "refused", reason: "several_people", people } : first;
}

const named = ({ id, given_name, surname }: FoundPerson): Named => ({ id, name: `${given_name} ${surname}` });
