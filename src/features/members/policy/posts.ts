import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import type { Schema } from "../../../platform/db/pool.ts";
import { type Actor, holds, holdsAt } from "../../../platform/http/actor.ts";
import { canSee, coordinatedBy, type Seen } from "../policy.ts";
import { neverEmpty, postNames } from "../rules/posts.ts";

export type PostSeen = { person_id: string; post: string; hub_id: string | null };

const leading = postNames.filter(neverEmpty);

/**
 * Everybody knows their own posts, coordinators those of their hubs, national coordinators all; administrators only
 * those they give.
 */
export const canOversee = (who: Actor, row: PostSeen): boolean =>
  row.person_id === who.id ||
  holds(who, "national_coordinator") ||
  (row.hub_id !== null && holdsAt(who, "coordinator", row.hub_id)) ||
  (holds(who, "administrator") && leading.some((post) => post === row.post));

const eb = expressionBuilder<Schema, "members.post">();

/** The same as an SQL filter on `members.post`: every list of posts begins with it. */
export function overseenBy(who: Actor): Expression<SqlBool> {
  if (holds(who, "national_coordinator")) return sql<SqlBool>`true`;
  const hubs = coordinatedBy(who);
  return eb.or([
    eb("members.post.person_id", "=", who.id),
    ...(hubs === "all" || hubs.length === 0 ? [] : [eb("members.post.hub_id", "in", hubs)]),
    ...(holds(who, "administrator") ? [eb("members.post.post", "in", leading)] : []),
  ]);
}

/**
 * To whom a post can be offered: coordinators know the people of their hubs; whoever leads the movement or keeps the
 * system running may name anybody whose contact they know, except those who wait for consent and nothing else.
 */
export function canOffer(who: Actor, person: string, memberships: readonly Seen[]): boolean {
  if (person === who.id || memberships.some((row) => canSee(who, row))) return true;
  const knowsAnybody = holds(who, "national_coordinator") || holds(who, "administrator");
  const waits = memberships.some((row) => row.status === "waiting_for_consent");
  return knowsAnybody && (!waits || memberships.some((row) => row.status !== "waiting_for_consent"));
}

/** Totals without names are for whoever coordinates the hub or observes it. */
export const canSeeTotals = (who: Actor, hub: { id: string }): boolean =>
  holdsAt(who, "coordinator", hub.id) || holdsAt(who, "observer", hub.id);
