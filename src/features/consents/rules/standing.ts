/** What can be agreed to, each for itself. */
export const purposes = ["data", "photo", "travel", "overnight", "badge", "messenger"] as const;
export type Purpose = (typeof purposes)[number];

/** A row of the ledger as far as a decision needs it; days as `2026-11-22`, in the hub's zone. */
export type Answer = {
  purpose: Purpose;
  answer: "agreed" | "refused";
  given_by: "guardian" | "person";
  /** Rises with every answer: the last one counts. */
  order: number;
  /** The first day on which the answer does not stand any more. */
  ends_on: string;
  withdrawn: boolean;
};

export type Standing = "agreed" | "missing" | "refused" | "withdrawn" | "ended";

/**
 * Whose word a purpose needs at this age: a guardian's below the consent age; for journeys and nights away a guardian's
 * until 18; for pictures of a minor the guardian's and their own.
 */
export function whoMustAgree(purpose: Purpose, age: number, consentAge: number): Answer["given_by"][] {
  if (age >= 18) return ["person"];
  if (purpose === "photo") return ["guardian", "person"];
  if (purpose === "travel" || purpose === "overnight") return ["guardian"];
  return age < Math.min(consentAge, 18) ? ["guardian"] : ["person"];
}

type Subject = { age: number; consent_age: number };

/** Where agreement to a purpose stands on a day: only `agreed` lets anything happen, and every needed word must be given. */
export function standing(
  ledger: readonly Answer[],
  purpose: Purpose,
  { age, consent_age }: Subject,
  day: string,
): Standing {
  const words = whoMustAgree(purpose, age, consent_age).map((by) => wordOf(ledger, purpose, by, day));
  return worst.find((each) => words.includes(each)) ?? "agreed";
}

const worst = ["refused", "withdrawn", "ended", "missing"] as const;

function wordOf(ledger: readonly Answer[], purpose: Purpose, by: Answer["given_by"], day: string): Standing {
  const last = ledger
    .filter((each) => each.purpose === purpose && each.given_by === by)
    .reduce<Answer | undefined>(
      (newest, each) => (!newest || each.order > newest.order ? each : newest),
      undefined,
    );
  if (!last) return "missing";
  if (last.withdrawn) return "withdrawn";
  if (last.answer === "refused") return "refused";
  return day < last.ends_on ? "agreed" : "ended";
}

/** The first day an answer does not stand: after its text's term, and a guardian's at the 18th birthday at the latest. */
export function endsOn(
  given: { on: string; by: Answer["given_by"]; term_months: number },
  birthDate: string,
): string {
  const term = monthsAfter(given.on, given.term_months);
  const grown = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  // Who was born on 29 February is 18 on 1 March where the year has no such day.
  const birthday =
    grown.endsWith("-02-29") && !isLeap(Number(grown.slice(0, 4))) ? `${grown.slice(0, 4)}-03-01` : grown;
  return given.by === "guardian" && birthday < term ? birthday : term;
}

function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const whole = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(whole / 12), (whole % 12) + 1];
  const last = toMonth === 2 ? (isLeap(toYear) ? 29 : 28) : [4, 6, 9, 11].includes(toMonth) ? 30 : 31;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(toYear).padStart(4, "0")}-${two(toMonth)}-${two(Math.min(date, last))}`;
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
