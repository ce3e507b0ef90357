import { askedOf, grownAge, type Giver, type Purpose, type Subject, whoMustAgree } from "./standing.ts";

/**
 * Printed, then recorded by one member of staff; confirmed by a second one, or sent back to be recorded anew. A paper
 * that will not come back or must not count is void.
 */
export const paperStates = ["printed", "recorded", "returned", "confirmed", "void"] as const;
export type PaperState = (typeof paperStates)[number];

/** One question of a paper: a purpose, and whose answer it is. */
export type Line = { purpose: Purpose; given_by: Giver };

/** The name of a question in forms. */
export const fieldOf = ({ given_by, purpose }: Line): string => `${given_by}_${purpose}`;

/** A sitting records so many papers, and one print holds as many. */
export const mostPapers = 60;
export const longestReason = 500;
/** A larger scan is refused; so many bytes. */
export const largestScan = 10 * 1024 * 1024;

/** How long a scan is kept after the last consent it proves is over, and one that proves none, in months. */
export const scanTerms = { after_end: 36, unconfirmed: 12 } as const;

/**
 * What a paper asks about somebody of this age, out of the purposes chosen: all that is a guardian's to answer, and the
 * young person's own word where it is needed beside it.
 */
export function linesOn(chosen: readonly Purpose[], subject: Subject): Line[] {
  const purposes = askedOf("guardian", subject).filter((purpose) => chosen.includes(purpose));
  const own = purposes.filter((purpose) => whoMustAgree(purpose, subject).includes("person"));
  return [
    ...purposes.map((purpose) => ({ purpose, given_by: "guardian" as const })),
    ...own.map((purpose) => ({ purpose, given_by: "person" as const })),
  ];
}

export const mayRecord = (state: PaperState): boolean => state !== "confirmed" && state !== "void";
export const mayVoid = mayRecord;

export type SignedProblem = "missing" | "in_future" | "before_printing";

/** Why a paper cannot have been signed on this day; days as they are where the person belongs. */
export function signedProblem(
  day: string | undefined,
  { printed, today }: { printed: string; today: string },
): SignedProblem | null {
  if (day === undefined) return "missing";
  if (day > today) return "in_future";
  return day < printed ? "before_printing" : null;
}

/** Why somebody may not confirm a paper though they handle it. */
export type Unconfirmable = "not_recorded" | "no_scan" | "own_record" | "own_paper" | "guardian" | "grown";

type Seen = {
  state: PaperState;
  has_scan: boolean;
  recorded_by_them: boolean;
  about_them: boolean;
  /** They have a contact by which a guardian is known, or the name of whoever signed. */
  is_guardian: boolean;
  age: number;
};

/** A second pair of eyes: never those of who recorded it, of whom it is about, or of who signed it. */
export function confirmProblem(seen: Seen): Unconfirmable | null {
  if (seen.state !== "recorded") return "not_recorded";
  if (seen.about_them) return "own_paper";
  if (seen.recorded_by_them) return "own_record";
  if (seen.is_guardian) return "guardian";
  if (seen.age >= grownAge) return "grown";
  return seen.has_scan ? null : "no_scan";
}

type Said = { day: string; standing: boolean };

/**
 * Whether what a paper says was overtaken by what the same giver said since: on a later day by anything, on the same day
 * by a "no" to which the paper says yes.
 */
export function isOvertaken(
  paper: { answer: "agreed" | "refused"; signed_on: string },
  last: Said | undefined,
): boolean {
  if (!last || last.day < paper.signed_on) return false;
  return last.day > paper.signed_on || (paper.answer === "agreed" && !last.standing);
}
