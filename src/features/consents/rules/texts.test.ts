import { expect, test } from "vitest";
import {
  type AllWords,
  differences,
  draftProblems,
  longestLawyer,
  longestLine,
  missingIn,
  textLanguages,
  valueIn,
  wordFields,
  type Writing,
} from "./texts.ts";

const words = (): AllWords => {
  const each = (language: string) =>
    Object.fromEntries(wordFields.map((field) => [field, `${field} ${language}`])) as AllWords["kk"];
  return { kk: each("kk"), ru: each("ru"), en: each("en") };
};
const whole = (given: Partial<Writing> = {}): Writing => ({
  words: words(),
  term_months: 12,
  lawyer: "",
  ...given,
});

test("a draft may lack anything, but nothing in it is too long; letters are counted as people count them", () => {
  expect(draftProblems(whole())).toEqual({});
  const empty = whole({ term_months: null });
  for (const language of textLanguages) for (const field of wordFields) empty.words[language][field] = "";
  expect(draftProblems(empty)).toEqual({});
  for (const field of wordFields) {
    const long = whole();
    long.words.ru[field] = "🌿".repeat(longestLine[field]);
    expect(draftProblems(long)).toEqual({});
    long.words.ru[field] += "a";
    expect(draftProblems(long)).toEqual({ [`${field}_ru`]: "too_long" });
  }
  expect(draftProblems(whole({ lawyer: "а".repeat(longestLawyer) }))).toEqual({});
  expect(draftProblems(whole({ lawyer: "а".repeat(longestLawyer + 1) }))).toEqual({ lawyer: "too_long" });
});

test("a term is whole months, from one to sixty", () => {
  for (const term_months of [1, 12, 60]) expect(draftProblems(whole({ term_months }))).toEqual({});
  for (const term_months of [0, 61, 1.5, Number.NaN])
    expect(draftProblems(whole({ term_months }))).toEqual({ term_months: "not_months" });
});

test("nothing is published that does not say everything in every language", () => {
  expect(missingIn(whole())).toEqual({});
  for (const language of textLanguages)
    for (const field of wordFields) {
      const lacking = whole();
      lacking.words[language][field] = "";
      expect(missingIn(lacking)).toEqual({ [`${field}_${language}`]: "missing" });
    }
  expect(missingIn(whole({ term_months: null }))).toEqual({ term_months: "missing" });
});

test("what differs between two is told in the order of the form, and shown as it stands", () => {
  const other = whole({ term_months: 24, lawyer: "Сәуле Ж." });
  other.words.en.title = "Another title";
  other.words.kk.body = "Басқа сөз";
  expect(differences(whole(), whole())).toEqual([]);
  expect(differences(whole(), other)).toEqual(["title_en", "body_kk", "term_months", "lawyer"]);
  expect(differences(whole(), other).map((field) => valueIn(other, field))).toEqual([
    "Another title",
    "Басқа сөз",
    "24",
    "Сәуле Ж.",
  ]);
  expect(valueIn(whole({ term_months: null }), "term_months")).toBe("");
});
