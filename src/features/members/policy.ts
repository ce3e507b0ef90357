import { type Expression, expressionBuilder, sql, type SqlBool } from "kysely";
import type { Schema } from "../../platform/db/pool.ts";
import { type Actor, holdsAt, type Post } from "../../platform/http/actor.ts";
import { listedStatuses } from "./rules.ts";

export type Seen = { hub_id: string; status: string };

const eb = expressionBuilder<Schema, "members.membership">();
const nobody = sql<SqlBool>`false`;

/** Coordinators meet the registered people and volunteers of their own hub, national coordinators those of every hub. */
export const canSee = (who: Actor, row: Seen): boolean =>
  listedStatuses.some((status) => status === row.status) && holdsAt(who, "coordinator", row.hub_id);

/** The same as an SQL filter on `members.membership`: every list of members begins with it. */
export function visibleTo(who: Actor): Expression<SqlBool> {
  const listed = eb(
    "members.membership.status",
    "in",
    listedStatuses.map((status) => sql.lit(status)),
  );
  return eb.and([listed, inHubs(coordinatedBy(who))]);
}

/** Those who wait for consent are one line to the coordinators of their own hub, and nobody to everybody else. */
export const canSeeWaiting = (who: Actor, row: Seen): boolean =>
  row.status === "waiting_for_consent" && ownHubs(who).includes(row.hub_id);

/** The same as an SQL filter on `members.membership`. */
export function waitingFor(who: Actor): Expression<SqlBool> {
  const waits = eb("members.membership.status", "=", sql.lit("waiting_for_consent"));
  return eb.and([waits, inHubs(ownHubs(who))]);
}

/** Whose members this person may list: of every hub, or of these. */
export function coordinatedBy(who: Actor): "all" | string[] {
  const held = who.posts.filter((each) => each.post === "coordinator");
  return held.some((each) => each.hub === null) ? "all" : ownHubs(who);
}

/** The hubs this person is a coordinator of by a post of that very hub. */
export const ownHubs = (who: Actor): string[] => [
  ...new Set(who.posts.flatMap(({ post, hub }) => (post === "coordinator" && hub !== null ? [hub] : []))),
];

/** What holders of each post read of a member, found by asking the policy itself: the sentence a member reads cannot lie. */
export function readersOf(row: Seen): { post: Post; reads: "everything" | "one_line" | "nothing" }[] {
  const reads = (posts: Actor["posts"]) => {
    const who: Actor = { id: "", session: "", given_name: "", language: "kk", posts };
    if (canSee(who, row)) return "everything";
    return canSeeWaiting(who, row) ? "one_line" : "nothing";
  };
  return [
    { post: "coordinator", reads: reads(postsAsHeld([{ post: "coordinator", hub: row.hub_id }])) },
    {
      post: "national_coordinator",
      reads: reads(postsAsHeld([{ post: "national_coordinator", hub: null }])),
    },
    { post: "administrator", reads: reads(postsAsHeld([{ post: "administrator", hub: null }])) },
  ];
}

/** A national coordinator is a coordinator of every hub, so each policy asks for one post only. */
export const postsAsHeld = (posts: Actor["posts"]): Actor["posts"] =>
  posts.some((each) => each.post === "national_coordinator")
    ? [...posts, { post: "coordinator", hub: null }]
    : posts;

function inHubs(hubs: "all" | string[]): Expression<SqlBool> {
  if (hubs === "all") return sql<SqlBool>`true`;
  if (hubs.length === 0) return nobody;
  return eb("members.membership.hub_id", "in", hubs);
}
