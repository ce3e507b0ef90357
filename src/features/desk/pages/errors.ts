import { m } from "../../../platform/i18n/words.ts";
import type { ErrorItem } from "../../../ui/error-summary/error-summary.tsx";
import type { DeskProblems } from "../form.ts";

export type Errors = { [Field in keyof DeskProblems]?: string };

/** The longest answer that each field takes. */
const longest = { surname: 60, given_name: 60, patronymic: 60, occupation_place: 120, wishes: 1000 } as const;

/** What is wrong in words, each naming its field and the remedy, in the order of the page. */
export function errorsOf(problems: DeskProblems): Errors {
  const errors: Errors = {};
  for (const field of order) {
    const problem = problems[field];
    if (problem) errors[field] = wordsFor(field, problem);
  }
  return errors;
}

export const listOf = (errors: Errors): ErrorItem[] =>
  order.flatMap((field) => (errors[field] ? [{ href: `#${field}`, text: errors[field] }] : []));

const order = [
  "surname",
  "given_name",
  "patronymic",
  "birth_date",
  "settlement_code",
  "occupation",
  "occupation_place",
  "speaks",
  "wishes",
  "contact",
  "agreed",
] as const satisfies (keyof DeskProblems)[];

type Field = (typeof order)[number];
type Problem = NonNullable<DeskProblems[Field]>;

function wordsFor(field: Field, problem: Problem): string {
  if (field === "contact") return contactWords(problem as NonNullable<DeskProblems["contact"]>);
  if (field === "agreed") return m["desk.refused.agreed"]();
  const name = { field: m[`members.field.${field}`]() };
  if (problem === "missing") return missing(field)(name);
  if (problem === "too_long") return m["desk.refused.too_long"]({ ...name, most: longestOf(field) });
  return others[problem as keyof typeof others](name);
}

function missing(field: Field) {
  if (field === "settlement_code") return m["desk.refused.home"];
  return field === "occupation" || field === "speaks" ? m["desk.refused.choose"] : m["desk.refused.missing"];
}

const others = {
  not_letters: m["desk.refused.not_letters"],
  not_a_date: m["desk.refused.not_a_date"],
  in_future: m["desk.refused.in_future"],
  too_long_ago: m["desk.refused.too_long_ago"],
} as const;

const longestOf = (field: Field): number =>
  Object.entries(longest).find(([name]) => name === field)?.[1] ?? 0;

const contactWords = (problem: NonNullable<DeskProblems["contact"]>): string =>
  m[`accounts.contact.refused.${problem}`]();
