import type { Actor, Post } from "../../platform/http/actor.ts";

const handling: readonly Post[] = ["coordinator", "safeguarding_focal_point"];

/** The hubs whose consents this person handles: as a coordinator or safeguarding focal point of that very hub. */
export const handledBy = (who: Actor): string[] => [
  ...new Set(who.posts.flatMap(({ post, hub }) => (handling.includes(post) && hub !== null ? [hub] : []))),
];

/** Whether somebody prints, records and confirms the papers of a hub, and sees their scans. */
export const canHandle = (who: Actor, { hub_id }: { hub_id: string }): boolean =>
  handledBy(who).includes(hub_id);

/** Whether somebody sees or gives answers as themselves; what a guardian answered is theirs to see too. */
export const canAnswerFor = (who: Actor, person: string): boolean => who.id === person;

/** Whether somebody is told how many guardians of a hub have not answered. */
export const canSeeUnanswered = (who: Actor, hub: string): boolean => handledBy(who).includes(hub);
