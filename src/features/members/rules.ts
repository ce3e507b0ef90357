import { isLeap } from "../../platform/day.ts";

export const statuses = ["waiting_for_consent", "registered", "volunteer", "left"] as const;
export type Status = (typeof statuses)[number];

/** Statuses of people whom coordinators work with; the others stand in no list. */
export const listedStatuses = ["registered", "volunteer"] as const satisfies Status[];
export type ListedStatus = (typeof listedStatuses)[number];

/** What stands in the audit for the list of everybody in every hub. */
export const everyHub = { kind: "list", id: "every_hub" };

const traits = [...listedStatuses, "kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"];

/** Status and language as the bits that a listed membership carries for them, as the function `members.traits` does. */
export const traitsOf = (...asked: (string | null)[]): number =>
  asked.reduce((bits, trait) => bits | (trait === null ? 0 : 1 << traits.indexOf(trait)), 0);

export type AgeLimits = { lowest_age: number; highest_age: number; consent_age: number };

export type Decision =
  { kind: "registered" | "waiting_for_consent" } | { kind: "refused"; reason: "too_young" | "too_old" };

/** Decides what joining makes of somebody: the hub's ages refuse, its consent age makes wait, nothing else counts. */
export function decideJoining(age: number, hub: AgeLimits): Decision {
  if (age < hub.lowest_age) return { kind: "refused", reason: "too_young" };
  if (age > hub.highest_age) return { kind: "refused", reason: "too_old" };
  return { kind: age < hub.consent_age ? "waiting_for_consent" : "registered" };
}

/** Where agreement to taking part stands, as the ledger of consents answers it. */
export type Consent = "agreed" | "missing" | "refused" | "withdrawn" | "ended";

/**
 * What age and consent make of a membership. Below the hub's consent age only an agreement that stands keeps anybody
 * from waiting; from it on a "no" does the same. The way out of waiting is agreement, never a birthday or a correction.
 */
export function statusNow(status: Status, age: number, hub: AgeLimits, consent: Consent): Status {
  if (status === "left") return status;
  if (consent === "agreed") return status === "waiting_for_consent" ? "registered" : status;
  const denied = consent === "refused" || consent === "withdrawn";
  return age < hub.consent_age || denied ? "waiting_for_consent" : status;
}

const ways: Record<Status, readonly Status[]> = {
  waiting_for_consent: ["registered", "left"],
  registered: ["volunteer", "waiting_for_consent", "left"],
  volunteer: ["waiting_for_consent", "left"],
  left: ["registered", "waiting_for_consent"],
};

/** Whether a membership may go from one status to another: nobody becomes a volunteer without being registered first. */
export const mayBecome = (from: Status, to: Status): boolean => ways[from].includes(to);

/** The screens of joining in order; `hub`, `contact` and `code` come before there is anything to keep. */
export const steps = ["hub", "contact", "code", "name", "place", "life", "check"] as const;
export type Step = (typeof steps)[number];
export type KeptStep = "name" | "place" | "life";

/** What has been told so far; a screen's answers come and go together. */
export type Answers = {
  surname?: string | undefined;
  given_name?: string | undefined;
  patronymic?: string | null | undefined;
  birth_date?: string | undefined;
  settlement_code?: string | undefined;
  occupation?: string | undefined;
  occupation_place?: string | undefined;
  speaks?: string[] | undefined;
  wishes?: string | undefined;
};

/** The first screen without an answer that can stand, or `check` when everything is told. */
export function firstOpen(answers: Answers, birthDateStands: boolean): Step {
  if (!answers.surname || !answers.given_name || !answers.birth_date || !birthDateStands) return "name";
  if (!answers.settlement_code) return "place";
  if (!answers.occupation || !answers.speaks?.length) return "life";
  return "check";
}

/** Whether a screen may be shown: those before the first open one may be corrected, those after it wait their turn. */
export const mayShow = (step: Step, open: Step): boolean => steps.indexOf(step) <= steps.indexOf(open);

/** Who waits longer than this for a consent that does not come is forgotten (FACTS, safeguarding rule 6). */
export const daysWaiting = 30;

/** So many days before the last one it is said that waiting ends: with time to ask again, and at the last moment. */
export const warningDays = [7, 1] as const;

/** The last day on which somebody may wait who has waited since a day (both as `2026-11-22`). */
export const lastDayWaiting = (since: string): string =>
  new Date(Date.parse(`${since}T00:00:00Z`) + daysWaiting * 86_400_000).toISOString().slice(0, 10);

/** How many warnings are due on a day; one that was missed is not sent after the next one. */
export const warningsDue = (lastDay: string, today: string): number =>
  warningDays.filter((days) => Date.parse(lastDay) - Date.parse(today) <= days * 86_400_000).length;

/** A form is kept this long after its last answer (FACTS: keep only for the purpose). */
export const daysKept = 30;
/** A sent form answers again this long, for a phone that lost the first answer on the way. */
export const minutesAnswering = 15;

export const isOver = (changed: Date, now: Date): boolean =>
  now.getTime() - changed.getTime() >= daysKept * 86_400_000;

export const answersAgain = (finished: Date, now: Date): boolean =>
  now.getTime() - finished.getTime() < minutesAnswering * 60_000;

/** Ages by which a list is narrowed; `to` null has no end. The outer two exist for hubs whose limits differ. */
export const ageBands = [
  { name: "under14", from: 0, to: 13 },
  { name: "14-15", from: 14, to: 15 },
  { name: "16-17", from: 16, to: 17 },
  { name: "18-24", from: 18, to: 24 },
  { name: "25-35", from: 25, to: 35 },
  { name: "over35", from: 36, to: null },
] as const;
/** The bands that these hubs take somebody in, and the one that is asked for already. */
export const bandsFor = (hubs: Pick<AgeLimits, "lowest_age" | "highest_age">[], asked?: AgeBand) =>
  ageBands.filter(
    ({ name, from, to }) =>
      name === asked || hubs.some((hub) => from <= hub.highest_age && (to ?? Infinity) >= hub.lowest_age),
  );

export type AgeBand = (typeof ageBands)[number]["name"];

/** The birth dates, both included, of people who are in the band on this day (`2026-11-22`). */
export function bornIn(band: AgeBand, today: string): { first: string | null; last: string } {
  const { from, to } = ageBands.find((each) => each.name === band) ?? ageBands[0];
  return { first: to === null ? null : dayAfter(yearsFrom(today, -to - 1)), last: yearsFrom(today, -from) };
}

/** The same day some years on (or back); 29 February falls back to the 28th where there is none. */
export function yearsFrom(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const rest = day.slice(4) === "-02-29" && !isLeap(year) ? "-02-28" : day.slice(4);
  return `${String(year).padStart(4, "0")}${rest}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Counts are exact up to here, then "more than". */
export const countedTo = 1000;
export const rowsAPage = 50;

export const orders = ["name", "-name", "joined", "-joined", "age", "-age"] as const;
export type Order = (typeof orders)[number];
