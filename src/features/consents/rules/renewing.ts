import { type Answer, type Giver, lastOf, type Subject, whoMustAgree } from "./standing.ts";

/** So many days before a consent ends, whoever decides then is asked anew. */
export const renewalDays = 30;

const before = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The last day on which an answer stands. */
export const lastDayOf = ({ ends_on }: Pick<Answer, "ends_on">): string => before(ends_on, 1);

/** Whether a day is so near, and not over. */
export const isSoon = (ends_on: string, day: string): boolean =>
  before(ends_on, renewalDays) <= day && day < ends_on;

/** Agreements that count, and end within thirty days. */
export const endingSoon = <Row extends Answer>(ledger: readonly Row[], day: string): Row[] =>
  ledger.filter(
    (row) =>
      row.answer === "agreed" &&
      !row.withdrawn &&
      isSoon(row.ends_on, day) &&
      lastOf(ledger, row.purpose, row.given_by) === row,
  );

/**
 * Who is asked anew for an answer that ends: whoever gave it, as long as their word is needed from then on; else the
 * person, unless they have said something themselves already.
 */
export function askedAnew(ledger: readonly Answer[], row: Answer, then: Subject): Giver | null {
  const needed = whoMustAgree(row.purpose, then);
  if (needed.includes(row.given_by)) return row.given_by;
  return row.given_by === "guardian" && !lastOf(ledger, row.purpose, "person") ? "person" : null;
}
