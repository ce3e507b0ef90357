import { z } from "zod";
import { dateFromParts, type DateParts, partsOf } from "../../ui/date/date-parts.ts";
import {
  type BirthProblem,
  birthProblem,
  longestPlace,
  longestWishes,
  type NameProblem,
  nameProblem,
  occupations,
  spokenLanguages,
  tidyName,
} from "../people/index.ts";
import type { Answers } from "./rules.ts";

const text = z.string().max(4_000).catch("");
const several = z.union([z.array(text), text.transform((one) => [one])]).catch([]);

export const HubForm = z.object({ hub: text });
/** The words about data that stood on the page from which a form is sent. */
export const ReadForm = z.object({ read: text });
export const ContactForm = z.object({ hub: text, contact: text });
export const CodeForm = z.object({ hub: text, code: text });
export const PlaceForm = z.object({ settlement_code: text, settlement_code_query: text, find: text });
export const Reached = z.object({ hub: text, choose: text, lost: text, left: text, for: text, same: text });

/** What is typed into a screen, kept for the page that comes back, with what is wrong with it by field. */
export type Typed<Fields, Problems> = { fields: Fields; problems: Problems; answers: Answers | undefined };

export type NameFields = { surname: string; given_name: string; patronymic: string; birth_date: DateParts };
export type NameProblems = {
  surname?: NameProblem;
  given_name?: NameProblem;
  patronymic?: Exclude<NameProblem, "missing">;
  birth_date?: BirthProblem | "not_a_date";
};

const NameForm = z.object({ surname: text, given_name: text, patronymic: text });

/** Reads who somebody is; whether a hub takes their age is decided elsewhere. */
export function readName(body: unknown, today: string): Typed<NameFields, NameProblems> {
  const typed = NameForm.parse(body ?? {});
  const parts = partsOf((body ?? {}) as Record<string, unknown>, "birth_date");
  const birth_date = dateFromParts(parts);
  const surname = tidyName(typed.surname);
  const given_name = tidyName(typed.given_name);
  const patronymic = tidyName(typed.patronymic) || null;
  const problems = without({
    surname: nameProblem(surname),
    given_name: nameProblem(given_name),
    patronymic: patronymic && patronymicProblem(patronymic),
    birth_date: birth_date || isEmpty(parts) ? birthProblem(birth_date, today) : ("not_a_date" as const),
  });
  const answers = { surname, given_name, patronymic, birth_date };
  return {
    fields: { ...typed, birth_date: parts },
    problems,
    answers: isFine(problems) ? answers : undefined,
  };
}

function patronymicProblem(patronymic: string): Exclude<NameProblem, "missing"> | null {
  const problem = nameProblem(patronymic);
  return problem === "missing" ? null : problem;
}

const isEmpty = ({ day, month, year }: DateParts): boolean => !day && !month && !year;
const isFine = (problems: object): boolean => Object.keys(problems).length === 0;

/** What is left of the answers to "what is wrong?" when those that say nothing are taken away. */
const without = <Problems extends Record<string, unknown>>(problems: Problems) =>
  Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem)) as {
    [Field in keyof Problems]?: NonNullable<Exclude<Problems[Field], "">>;
  };

export type LifeFields = { occupation: string; occupation_place: string; speaks: string[]; wishes: string };
export type LifeProblems = {
  occupation?: "missing";
  occupation_place?: "too_long";
  speaks?: "missing";
  wishes?: "too_long";
};

const LifeForm = z.object({ occupation: text, occupation_place: text, speaks: several, wishes: text });

/** Reads what somebody does, speaks and would like to do. */
export function readLife(body: unknown): Typed<LifeFields, LifeProblems> {
  const typed = LifeForm.parse(body ?? {});
  const speaks = spokenLanguages.filter((each) => typed.speaks.includes(each));
  const occupation = occupations.find((each) => each === typed.occupation);
  const occupation_place = typed.occupation_place.normalize("NFC").trim();
  const wishes = typed.wishes.normalize("NFC").trim();
  const problems = without({
    occupation: occupation ? null : ("missing" as const),
    occupation_place: occupation_place.length > longestPlace ? ("too_long" as const) : null,
    speaks: speaks.length === 0 ? ("missing" as const) : null,
    wishes: wishes.length > longestWishes ? ("too_long" as const) : null,
  });
  const answers = { occupation, occupation_place, speaks, wishes };
  return { fields: { ...typed, speaks }, problems, answers: isFine(problems) ? answers : undefined };
}
