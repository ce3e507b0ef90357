import { type Actor, holdsAt } from "../../platform/http/actor.ts";

/** Coordinators and safeguarding focal points handle the clearances of the adults of their hubs. */
export const canHandle = (who: Actor, hub: { id: string }): boolean =>
  holdsAt(who, "coordinator", hub.id) || holdsAt(who, "safeguarding_focal_point", hub.id);

/** Nobody records or withdraws what is said of themselves. */
export const canRecordFor = (who: Actor, hub: { id: string }, person: string): boolean =>
  canHandle(who, hub) && person !== who.id;

/** Everybody sees their own clearances and signs the code of conduct for themselves, and for nobody else. */
export const canSignFor = (who: Actor, person: string): boolean => person === who.id;

/** The hubs whose adults this person is told of on Today: those of a post of that very hub. */
export const handledBy = (who: Actor): string[] => [
  ...new Set(
    who.posts.flatMap(({ post, hub }) =>
      hub !== null && (post === "coordinator" || post === "safeguarding_focal_point") ? [hub] : [],
    ),
  ),
];
