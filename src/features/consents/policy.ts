import type { Actor } from "../../platform/http/actor.ts";

/** The hubs whose consents this person handles: those they are a coordinator of by a post of that very hub. */
export const handledBy = (who: Actor): string[] => [
  ...new Set(who.posts.flatMap(({ post, hub }) => (post === "coordinator" && hub !== null ? [hub] : []))),
];

/** Whether somebody sees or gives answers as themselves; what a guardian answered is theirs to see too. */
export const canAnswerFor = (who: Actor, person: string): boolean => who.id === person;

/** Whether somebody is told how many guardians of a hub have not answered. */
export const canSeeUnanswered = (who: Actor, hub: string): boolean => handledBy(who).includes(hub);
