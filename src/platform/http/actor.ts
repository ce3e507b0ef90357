import type { Language } from "../i18n/language.ts";

export const posts = ["coordinator", "national_coordinator", "administrator"] as const;
export type Post = (typeof posts)[number];

/** A signed-in person as every policy sees them: who they are and which posts they hold, each for a hub or for all. */
export type Actor = {
  id: string;
  session: string;
  given_name: string;
  language: Language;
  posts: { post: Post; hub: string | null }[];
};

/** Whether this person holds the post anywhere. */
export const holds = (who: Actor, post: Post): boolean => who.posts.some((each) => each.post === post);

/** Whether this person holds the post for this hub, or for all hubs. */
export const holdsAt = (who: Actor, post: Post, hub: string): boolean =>
  who.posts.some((each) => each.post === post && (each.hub === hub || each.hub === null));
