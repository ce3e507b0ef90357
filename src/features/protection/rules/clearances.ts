import { monthsAfter } from "../../../platform/day.ts";
import { grownAge } from "./tasks.ts";

/** What an adult beside children has to have, each with its own term. */
export const kinds = ["background_check", "code_of_conduct", "safeguarding_training"] as const;
export type Kind = (typeof kinds)[number];

/** What staff record of others; the code of conduct everybody signs for themselves. */
export const recordedKinds = ["background_check", "safeguarding_training"] as const;
export type RecordedKind = (typeof recordedKinds)[number];

/** What can have been looked at for each, by its kind alone: neither a copy nor a number is ever kept. */
export const documents = {
  background_check: ["egov_certificate", "paper_certificate"],
  safeguarding_training: ["course_certificate", "attendance_list"],
} as const satisfies Record<RecordedKind, readonly string[]>;
export type Document = (typeof documents)[RecordedKind][number];

/** How many months each lasts (decision 0032). */
export const months: Record<Kind, number> = {
  background_check: 12,
  code_of_conduct: 12,
  safeguarding_training: 24,
};

/** The first day on which a clearance from a day on does not stand any more. */
export const endOf = (kind: Kind, from: string): string => monthsAfter(from, months[kind]);

/** A clearance as far as a decision needs it; days in the hub's calendar. */
export type Clearance = { kind: Kind; valid_from: string; ends_on: string; withdrawn: boolean };

const standsOn = ({ valid_from, ends_on, withdrawn }: Clearance, day: string): boolean =>
  !withdrawn && valid_from <= day && day < ends_on;

/** What is valid and what is missing on a day. Nobody below 18 is ever cleared: young leaders never count as adults. */
export function clearedOn(
  person: { age: number },
  clearances: readonly Clearance[],
  day: string,
): { valid: Kind[]; missing: Kind[] } {
  const adult = person.age >= grownAge;
  const has = (kind: Kind) => adult && clearances.some((each) => each.kind === kind && standsOn(each, day));
  return { valid: kinds.filter(has), missing: kinds.filter((kind) => !has(kind)) };
}

/** The last day on which a clearance stands, as it is told to people. */
export const lastDayOf = (ends_on: string): string =>
  new Date(Date.parse(ends_on) - 86_400_000).toISOString().slice(0, 10);

/** So many days before its end a clearance is said to end soon; letters go out then, and a week before. */
export const soonDays = 30;
export const letterDays = [soonDays, 7] as const;

export type State =
  { state: "valid" | "soon" | "ended"; ends_on: string } | { state: "withdrawn" | "missing" };

/** Where one kind stands on a day, as a list tells it: by whatever lasts longest. */
export function stateOf(clearances: readonly Clearance[], kind: Kind, day: string): State {
  const ofKind = clearances.filter((each) => each.kind === kind);
  const ends_on = latest(ofKind.filter((each) => standsOn(each, day)));
  if (ends_on) return { state: daysUntil(ends_on, day) <= soonDays ? "soon" : "valid", ends_on };
  const over = latest(ofKind.filter((each) => !each.withdrawn && each.ends_on <= day));
  if (over) return { state: "ended", ends_on: over };
  return { state: ofKind.some((each) => each.withdrawn) ? "withdrawn" : "missing" };
}

const latest = (clearances: readonly Clearance[]): string | undefined =>
  clearances
    .map(({ ends_on }) => ends_on)
    .sort()
    .at(-1);

const daysUntil = (day: string, from: string): number => (Date.parse(day) - Date.parse(from)) / 86_400_000;

/** How many letters about its end are due by a day; one that was missed is not sent after the next one. */
export const lettersDue = (ends_on: string, day: string): number =>
  letterDays.filter((days) => daysUntil(ends_on, day) <= days).length;

export type Recorded = { kind: RecordedKind; document: Document; from: string };
export type RecordProblem = "wrong_document" | "in_future" | "too_old";

/** Why something cannot be recorded today: the document has to suit, to be seen already, and to be valid still. */
export function recordProblem({ kind, document, from }: Recorded, today: string): RecordProblem | null {
  if (!documents[kind].some((each) => each === document)) return "wrong_document";
  if (from > today) return "in_future";
  return endOf(kind, from) <= today ? "too_old" : null;
}

/** Whom a list shows: holders of posts and whoever has a clearance; of them what ends soon or is missing; everybody. */
export const views = ["team", "soon", "missing", "everyone"] as const;
export type View = (typeof views)[number];
