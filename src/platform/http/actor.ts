import type { Language } from "../i18n/language.ts";

export const posts = [
  "reviewer",
  "trainer",
  "facilitator",
  "organisation_lead",
  "observer",
  "coordinator",
  "safeguarding_focal_point",
  "national_coordinator",
  "administrator",
] as const;
export type Post = (typeof posts)[number];

/**
 * A signed-in person as every policy sees them: who they are and which posts they hold, each for a hub or for all. A
 * post for a region stands here once for every hub of it, so that no policy has to know regions.
 */
export type Actor = {
  id: string;
  session: string;
  given_name: string;
  language: Language;
  posts: { post: Post; hub: string | null }[];
};

/**
 * Somebody who has shown who they are, but not yet by their second factor. No posts stand here, so that no policy can
 * take one of them for an actor.
 */
export type Half = Omit<Actor, "posts">;

/** Who stands behind a session: somebody, somebody half, or nobody. */
export type Standing = { who: Actor | null; half: Half | null };

/** Whether this person holds the post anywhere. */
export const holds = (who: Actor, post: Post): boolean => who.posts.some((each) => each.post === post);

/** Whether this person holds the post for this hub, or for all hubs. */
export const holdsAt = (who: Actor, post: Post, hub: string): boolean =>
  who.posts.some((each) => each.post === post && (each.hub === hub || each.hub === null));
