import { type Actor, holds, holdsAt, type Post } from "../../platform/http/actor.ts";

const handling: readonly Post[] = ["coordinator", "safeguarding_focal_point"];

/** The hubs whose consents this person handles: as a coordinator or safeguarding focal point of that very hub. */
export const handledBy = (who: Actor): string[] => [
  ...new Set(who.posts.flatMap(({ post, hub }) => (handling.includes(post) && hub !== null ? [hub] : []))),
];

/**
 * Whether somebody handles the consents of a hub: sees its board, with one line about whoever waits; reminds; prints,
 * records and confirms its papers and sees their scans.
 */
export const canHandle = (who: Actor, hub: string): boolean => handledBy(who).includes(hub);

/** Whether the names on a board lead this person on to those people's own pages. */
export const canOpenMembers = (who: Actor, hub: string): boolean => holdsAt(who, "coordinator", hub);

/** Whether somebody sees or gives answers as themselves; what a guardian answered is theirs to see too. */
export const canAnswerFor = (who: Actor, person: string): boolean => who.id === person;

/** National coordinators write and publish the words that are agreed to. */
export const canEditTexts = (who: Actor): boolean => holds(who, "national_coordinator");

/** The words in force, and all there ever were, are read by whoever writes them, keeps the house or handles consents. */
export const canReadTexts = (who: Actor): boolean =>
  canEditTexts(who) || holds(who, "administrator") || handling.some((post) => holds(who, post));
