import { audit } from "../../../platform/audit/audit.ts";
import { dayIn } from "../../../platform/day.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { type Actor, holds, type Post } from "../../../platform/http/actor.ts";
import { endAllSessions } from "../../accounts/index.ts";
import { getHub } from "../../hubs/index.ts";
import { ageAt, getPerson, type Person } from "../../people/index.ts";
import { getPlaces } from "../../places/index.ts";
import { canOffer } from "../policy/posts.ts";
import {
  mayEnd,
  mayGive,
  neverEmpty,
  type Scope,
  suits,
  termProblem,
  type TermProblem,
  unfit,
  type Unfit,
} from "../rules/posts.ts";
import { lockMembershipsOf } from "../store/memberships.ts";
import { addPost, lockHeld, lockHolders, type PostRow, setTerm } from "../store/posts.ts";
import { tell } from "./letters.ts";

/** `last_day` is the last day of the term, or null for a post that lasts until it is taken back. */
export type Gift = { person: string; post: Post; scope: Scope; last_day: string | null };
export type GiftProblem =
  Unfit | TermProblem | "oneself" | "not_yours" | "wrong_scope" | "unknown_scope" | "last";
export type Giving =
  { kind: "given" | "prolonged" | "held_already"; id: string } | { kind: "refused"; reason: GiftProblem };

type Parts = Pick<FeatureParts, "db" | "notices">;

/**
 * Gives somebody a post, or another term where they hold it already; the same again changes nothing. Tells the person,
 * and ends their sessions, so that nobody holds the post on a forgotten device.
 */
export const givePost = ({ db, notices }: Parts, who: Actor, gift: Gift, now: Date): Promise<Giving> =>
  db.transaction().execute(async (db) => {
    const memberships = await lockMembershipsOf(db, gift.person);
    const person = found(await getPerson(db, gift.person), ({ id }) => canOffer(who, id, memberships));
    if (person.id === who.id) return { kind: "refused", reason: "oneself" };
    if (!suits(gift.post, gift.scope.kind)) return { kind: "refused", reason: "wrong_scope" };
    if (!mayGive(who, { ...gift, to: person.id })) return { kind: "refused", reason: "not_yours" };
    const asMember = !holds(who, "national_coordinator");
    const given = await settle(db, { ...gift, by: who.id, asMember }, now);
    if (given.kind === "given" || given.kind === "prolonged") {
      const kind = given.kind === "given" ? "post_given" : "post_term";
      await tell(db, notices, { ...gift, kind, person, by: who.id }, now);
    }
    return given;
  });

type Settling = Gift & {
  by: string | null;
  /** Whether the post is for those only who belong to its hub already. */
  asMember: boolean;
};

/** Gives a post in the caller's transaction, once somebody who may has decided it. */
export async function settle(tx: Tx, gift: Settling, now: Date): Promise<Giving> {
  if (!suits(gift.post, gift.scope.kind)) return { kind: "refused", reason: "wrong_scope" };
  const zone = await zoneOf(tx, gift.scope);
  if (!zone) return { kind: "refused", reason: "unknown_scope" };
  const person = found(await getPerson(tx, gift.person));
  const reason =
    (await unfitNow(tx, person, gift, zone, now)) ?? termProblem(gift.last_day, dayIn(zone, now));
  if (reason) return { kind: "refused", reason };
  // Those who could be left without anybody are taken all at once and in one order, so that two cannot block each other.
  const holders = neverEmpty(gift.post) ? await lockHolders(tx, gift.post, now) : [];
  const added = await addPost(tx, gift, now);
  if (!added) return changeTerm(tx, gift, holders, now);
  await write(tx, "give_post", gift, now);
  await endAllSessions(tx, person.id, now);
  return { kind: "given", id: added.id };
}

/** Where the scope is there, the zone by whose calendar its terms end. */
async function zoneOf(db: Db, scope: Scope): Promise<string | undefined> {
  if (scope.kind === "hub") return (await getHub(db, scope.hub))?.time_zone;
  if (scope.kind === "country") return "Asia/Almaty";
  const place = (await getPlaces(db, [scope.region])).get(scope.region);
  return place?.level === "region" ? "Asia/Almaty" : undefined;
}

async function unfitNow(tx: Tx, { id, birth_date }: Person, gift: Settling, zone: string, now: Date) {
  const memberships = await lockMembershipsOf(tx, id);
  const statuses = memberships.map(({ hub_id, status }) => ({ hub: hub_id, status }));
  return unfit(gift, { age: ageAt(birth_date, zone, now), statuses }, gift.asMember);
}

/** A post held already may get another term, but the last one who could give posts keeps theirs. */
async function changeTerm(tx: Tx, gift: Settling, holders: PostRow[], now: Date): Promise<Giving> {
  const held = found(await lockHeld(tx, gift));
  const { last_day } = gift;
  if (held.last_day === last_day) return { kind: "held_already", id: held.id };
  const shorter = last_day !== null && (held.last_day === null || last_day < held.last_day);
  const others = holders.filter((each) => each.id !== held.id);
  if (shorter && !mayEnd(gift.post, held, others)) return { kind: "refused", reason: "last" };
  await setTerm(tx, held, last_day);
  await write(tx, "change_post", gift, now);
  return { kind: "prolonged", id: held.id };
}

async function write(
  tx: Tx,
  act: "give_post" | "change_post",
  { person, post, scope, last_day, by }: Settling,
  now: Date,
) {
  const subject = { kind: "person", id: person };
  const hub = scope.kind === "hub" ? scope.hub : null;
  const personal = { person, fields: { post, scope, last_day } };
  await audit(tx, { actor: by, act: `members.${act}`, subject, hub, personal }, now);
}
