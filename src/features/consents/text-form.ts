import { z } from "zod";
import {
  draftProblems,
  type TextField,
  type TextLanguage,
  textLanguages,
  type TextProblems,
  type WordField,
  wordFields,
  type Words,
  type Writing,
} from "./rules/texts.ts";

/** What was typed, field by field, as it was typed. */
export type TypedText = Record<TextField, string>;

const text = z.string().max(20_000).catch("");
const names = [
  ...wordFields.flatMap((field) => textLanguages.map((language) => `${field}_${language}` as const)),
  "term_months" as const,
  "lawyer" as const,
];
const Form = z.object(
  Object.fromEntries(names.map((name) => [name, text])) as Record<TextField, typeof text>,
);

/** Reads the form of a draft; what is missing in it may still come, what is no number of months is said at once. */
export function readWriting(body: unknown): { typed: TypedText; writing: Writing; problems: TextProblems } {
  const typed = Form.parse(body ?? {});
  const term = typed.term_months.trim();
  const months = term === "" ? null : Number(term);
  const words = Object.fromEntries(
    textLanguages.map((language) => [language, wordsIn(typed, language)]),
  ) as Writing["words"];
  const writing = { words, term_months: months, lawyer: tidy(typed.lawyer) };
  return { typed, writing, problems: draftProblems(writing) };
}

const wordsIn = (typed: TypedText, language: TextLanguage): Words =>
  Object.fromEntries(wordFields.map((field) => [field, tidy(typed[`${field}_${language}`])])) as Record<
    WordField,
    string
  >;

const tidy = (typed: string): string => typed.normalize("NFC").replace(/\s+/g, " ").trim();

/** A draft as its form shows it. */
export const typedText = ({ words, term_months, lawyer }: Writing): TypedText =>
  Object.fromEntries([
    ...textLanguages.flatMap((language) =>
      wordFields.map((field) => [`${field}_${language}`, words[language][field]]),
    ),
    ["term_months", String(term_months ?? "")],
    ["lawyer", lawyer],
  ]) as TypedText;
