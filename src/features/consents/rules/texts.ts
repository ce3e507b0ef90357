/** What a text says in each language, in the order of the form: what is asked, and what the law wants named beside it. */
export const wordFields = ["title", "body", "data", "others", "abroad", "publication"] as const;
export type WordField = (typeof wordFields)[number];
export const textLanguages = ["kk", "ru", "en"] as const;
export type TextLanguage = (typeof textLanguages)[number];
export type Words = Record<WordField, string>;
export type AllWords = Record<TextLanguage, Words>;

export const longestLine: Record<WordField, number> = {
  title: 120,
  body: 2_000,
  data: 1_000,
  others: 1_000,
  abroad: 1_000,
  publication: 1_000,
};
export const longestLawyer = 120;
export const termBounds = { least: 1, most: 60 } as const;

/** What is being written: it may lack anything, but nothing in it is too long. */
export type Writing = { words: AllWords; term_months: number | null; lawyer: string };

export type TextField = `${WordField}_${TextLanguage}` | "term_months" | "lawyer";
export type TextProblem = "missing" | "too_long" | "not_months";
export type TextProblems = Partial<Record<TextField, TextProblem>>;

/** Every field of every language, languages side by side. */
const fields = wordFields.flatMap((field) => textLanguages.map((language) => [field, language] as const));

/** What keeps a draft from being kept at all. */
export function draftProblems({ words, term_months, lawyer }: Writing): TextProblems {
  const problems: TextProblems = {};
  for (const [field, language] of fields)
    if ([...words[language][field]].length > longestLine[field])
      problems[`${field}_${language}`] = "too_long";
  if (term_months !== null && !isTerm(term_months)) problems.term_months = "not_months";
  if ([...lawyer].length > longestLawyer) problems.lawyer = "too_long";
  return problems;
}

const isTerm = (months: number): boolean =>
  Number.isInteger(months) && months >= termBounds.least && months <= termBounds.most;

/** What a draft still lacks: nothing is published that does not say everything in every language. */
export function missingIn({ words, term_months }: Writing): TextProblems {
  const problems: TextProblems = {};
  for (const [field, language] of fields)
    if (words[language][field] === "") problems[`${field}_${language}`] = "missing";
  if (term_months === null) problems.term_months = "missing";
  return problems;
}

/** In what two of them differ, in the order of the form. */
export const differences = (one: Writing, other: Writing): TextField[] => [
  ...fields
    .filter(([field, language]) => one.words[language][field] !== other.words[language][field])
    .map(([field, language]) => `${field}_${language}` as const),
  ...(["term_months", "lawyer"] as const).filter((field) => one[field] !== other[field]),
];

/** What stands in a field, as it is shown. */
export function valueIn(writing: Writing, field: TextField): string {
  if (field === "lawyer") return writing.lawyer;
  if (field === "term_months") return String(writing.term_months ?? "");
  const [name, language] = field.split("_") as [WordField, TextLanguage];
  return writing.words[language][name];
}
