import { isLeap, monthsAfter } from "../../../platform/day.ts";

/** What can be agreed to, each for itself. */
export const purposes = ["data", "photo", "travel", "overnight", "badge", "messenger"] as const;
export type Purpose = (typeof purposes)[number];

export type Giver = "guardian" | "person";

/** A row of the ledger as far as a decision needs it; days as `2026-11-22`, in the hub's zone. */
export type Answer = {
  purpose: Purpose;
  answer: "agreed" | "refused";
  given_by: Giver;
  /** Rises with every answer: the last one counts. */
  order: number;
  /** The first day on which the answer does not stand any more. */
  ends_on: string;
  withdrawn: boolean;
};

export type Standing = "agreed" | "missing" | "refused" | "withdrawn" | "ended";

/** From this age on nobody answers for somebody else. */
export const grownAge = 18;

export type Subject = { age: number; consent_age: number };

/**
 * Whose word a purpose needs: a guardian's below the consent age; for journeys and nights away a guardian's until 18;
 * for pictures of a minor the guardian's and their own.
 */
export function whoMustAgree(purpose: Purpose, { age, consent_age }: Subject): Giver[] {
  if (age >= grownAge) return ["person"];
  if (purpose === "photo") return ["guardian", "person"];
  if (purpose === "travel" || purpose === "overnight") return ["guardian"];
  return age < consent_age ? ["guardian"] : ["person"];
}

/** What this giver is asked about somebody of this age. */
export const askedOf = (giver: Giver, subject: Subject): Purpose[] =>
  purposes.filter((purpose) => whoMustAgree(purpose, subject).includes(giver));

/** Where agreement to a purpose stands on a day: only `agreed` lets anything happen, and every needed word must be given. */
export function standing(
  ledger: readonly Answer[],
  purpose: Purpose,
  subject: Subject,
  day: string,
): Standing {
  const needed = whoMustAgree(purpose, subject);
  const words = needed.map((by) => wordOf(ledger, purpose, by, day));
  // Between the consent age and 18 what a guardian said before stands until the person says something themselves.
  const own = needed.length === 1 && needed[0] === "person";
  if (own && words[0] === "missing" && subject.age < grownAge)
    return wordOf(ledger, purpose, "guardian", day);
  return worst(words);
}

/** The first day on which an agreement that stands is over; null where none stands. */
export function agreedUntil(
  ledger: readonly Answer[],
  purpose: Purpose,
  subject: Subject,
  day: string,
): string | null {
  if (standing(ledger, purpose, subject, day) !== "agreed") return null;
  const words = whoMustAgree(purpose, subject).map(
    (by) => lastOf(ledger, purpose, by) ?? lastOf(ledger, purpose, "guardian"),
  );
  return words.flatMap((word) => word?.ends_on ?? []).sort()[0] ?? null;
}

const fromWorst = ["refused", "withdrawn", "ended", "missing"] as const;

/** The one that stands most in the way; where nobody has said anything at all, that is missing too. */
export const worst = (words: readonly Standing[]): Standing =>
  fromWorst.find((each) => words.includes(each)) ?? (words.length > 0 ? "agreed" : "missing");

/** What this giver's last answer to a purpose comes to on a day. */
export function wordOf(ledger: readonly Answer[], purpose: Purpose, by: Giver, day: string): Standing {
  const last = lastOf(ledger, purpose, by);
  if (!last) return "missing";
  if (last.withdrawn) return "withdrawn";
  if (last.answer === "refused") return "refused";
  return day < last.ends_on ? "agreed" : "ended";
}

/** The newest answer of this giver to a purpose. */
export const lastOf = <Row extends Answer>(
  ledger: readonly Row[],
  purpose: Purpose,
  by: Giver,
): Row | undefined =>
  ledger
    .filter((each) => each.purpose === purpose && each.given_by === by)
    .reduce<Row | undefined>(
      (newest, each) => (newest && newest.order > each.order ? newest : each),
      undefined,
    );

/** The first day an answer does not stand: after its text's term, and a guardian's at the 18th birthday at the latest. */
export function endsOn(given: { on: string; by: Giver; term_months: number }, birthDate: string): string {
  const term = monthsAfter(given.on, given.term_months);
  if (given.by === "person") return term;
  const grown = grownOn(birthDate);
  return grown < term ? grown : term;
}

/** The day from which on somebody answers for themselves. */
export const grownOn = (birthDate: string): string =>
  birthdayIn(birthDate, Number(birthDate.slice(0, 4)) + grownAge);

/** Who was born on 29 February has their birthday on 1 March where the year has no such day. */
function birthdayIn(birthDate: string, year: number): string {
  const leapDay = birthDate.endsWith("-02-29") && !isLeap(year);
  return `${String(year).padStart(4, "0")}${leapDay ? "-03-01" : birthDate.slice(4)}`;
}
