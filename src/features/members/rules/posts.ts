import { listedStatuses, yearsFrom } from "../rules.ts";

/** Where each post may be given: for one hub, for every hub of a region, or for the country. */
export const scopesOf = {
  reviewer: ["hub"],
  trainer: ["hub"],
  facilitator: ["hub"],
  organisation_lead: ["hub"],
  observer: ["hub", "region", "country"],
  coordinator: ["hub", "region"],
  safeguarding_focal_point: ["hub", "region", "country"],
  national_coordinator: ["country"],
  administrator: ["country"],
} as const satisfies Record<string, readonly Scope["kind"][]>;

export type PostName = keyof typeof scopesOf;
export const postNames = Object.keys(scopesOf) as PostName[];

export type Scope = { kind: "hub"; hub: string } | { kind: "region"; region: string } | { kind: "country" };

export const suits = (post: PostName, scope: Scope["kind"]): boolean =>
  scopesOf[post].some((each) => each === scope);

/** Who holds one of these answers for others, sees into many lives or into the whole house. */
const adultPosts: readonly PostName[] = [
  "coordinator",
  "safeguarding_focal_point",
  "observer",
  "national_coordinator",
  "administrator",
];
export const grownUp = 18;

const coordinatorsGive: readonly PostName[] = [
  "reviewer",
  "trainer",
  "facilitator",
  "organisation_lead",
  "observer",
];
const administratorsGive: readonly PostName[] = ["national_coordinator", "administrator"];

type Holder = { id: string; posts: readonly { post: string; hub: string | null }[] };
export type Offer = { post: PostName; scope: Scope; to: string };

/**
 * Who gives and takes back which post, and where: the one rule that pages, acts and the page of rights ask. Whoever
 * keeps the system running names those who lead the movement, not those who meet its people; nobody names themselves.
 */
export function mayGive(who: Holder, { post, scope, to }: Offer): boolean {
  if (to === who.id || !suits(post, scope.kind)) return false;
  const holds = (held: string, hub?: string) =>
    who.posts.some((each) => each.post === held && (!hub || each.hub === hub || each.hub === null));
  if (administratorsGive.includes(post)) return holds("administrator");
  if (holds("national_coordinator")) return true;
  return scope.kind === "hub" && coordinatorsGive.includes(post) && holds("coordinator", scope.hub);
}

/** Whoever may give a post may take it back, and anybody may lay down their own. */
export const mayTake = (who: Holder, offer: Offer): boolean => offer.to === who.id || mayGive(who, offer);

type Candidate = { age: number; statuses: readonly { hub: string; status: string }[] };
export type Unfit = "too_young" | "cannot_hold";

/**
 * Why somebody cannot hold a post, if so. That they wait for consent is said in no other word than that they do not
 * belong to the hub: those who wait are in nobody's sight. `asMember` asks that they belong to the hub already.
 */
export function unfit(
  { post, scope }: Omit<Offer, "to">,
  { age, statuses }: Candidate,
  asMember: boolean,
): Unfit | null {
  if (adultPosts.includes(post) && age < grownUp) return "too_young";
  if (statuses.length > 0 && statuses.every(waits)) return "cannot_hold";
  const here = scope.kind === "hub" ? statuses.filter((each) => each.hub === scope.hub) : [];
  if (here.some(waits)) return "cannot_hold";
  return scope.kind === "hub" && asMember && !here.some(belongs) ? "cannot_hold" : null;
}

type Standing = Candidate["statuses"][number];
const waits = ({ status }: Standing): boolean => status === "waiting_for_consent";
const belongs = ({ status }: Standing): boolean => listedStatuses.some((each) => each === status);

/** Without a holder of one of these, nobody could give posts any more. */
export const neverEmpty = (post: PostName): boolean => administratorsGive.includes(post);

type Term = { until: Date | null };

/** Whether a post may end now: of those never left empty, somebody else must hold it at least as long. */
export const mayEnd = (post: PostName, { until }: Term, others: readonly Term[]): boolean =>
  !neverEmpty(post) || others.some((other) => lasts(other, until));

const lasts = (other: Term, until: Date | null): boolean =>
  other.until === null || (until !== null && other.until >= until);

export const longestTerm = 5;
export type TermProblem = "term_past" | "term_too_far";

/** Why a post cannot last to the end of this day; without a day it lasts until it is taken back. */
export function termProblem(lastDay: string | null, today: string): TermProblem | null {
  if (lastDay === null) return null;
  if (lastDay < today) return "term_past";
  return lastDay > yearsFrom(today, longestTerm) ? "term_too_far" : null;
}

/** The term that a form proposes: a year, so that every post is thought over once in a while. */
export const usualTerm = (today: string): string => yearsFrom(today, 1);

export const soonDays = 30;

/** Whether a term ends so soon that somebody has to think about it. */
export const endsSoon = ({ until }: Term, now: Date): boolean =>
  until !== null && until > now && until.getTime() - now.getTime() <= soonDays * 86_400_000;

export const isHeld = ({ since, until }: Term & { since: Date }, now: Date): boolean =>
  since <= now && (until === null || until > now);

/** Which posts a list shows: those held now, of these those whose term ends soon, or those that ended. */
export const postViews = ["held", "soon", "ended"] as const;
export type PostView = (typeof postViews)[number];
