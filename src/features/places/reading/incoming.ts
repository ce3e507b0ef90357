import { unmix } from "../../../platform/i18n/fold.ts";
import { kinds, type Kind } from "../rules.ts";
import { problem, type Problem } from "./problem.ts";

/** A place as a file gives it; what the file does not tell is undefined and stays as it is known. */
export type Incoming = {
  row: number;
  code: string;
  parent_code?: string | null;
  kind?: Kind;
  name_kk?: string | undefined;
  name_ru?: string | undefined;
  name_en?: string | undefined;
  iso?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
};

export const isCode = (text: string): boolean => /^\d{9}$/.test(text);
export const isKind = (text: string): text is Kind => kinds.includes(text as Kind);

const longestName = 120;
// Letters, numbers and the signs real names hold; no sign with which a spreadsheet's formula could begin.
const nameLetters =
  /^[\p{Script=Cyrillic}\p{Script=Latin}\p{N}№"«“„][\p{Script=Cyrillic}\p{Script=Latin}\p{N}\p{M} .,\-–()"«»“”„'’№/]*$/u;

/** A name as it should be stored, with broken letters mended; the problem when it cannot be one. */
export function readName(row: number, raw: string): { name: string; mended: boolean } | Problem {
  if (raw.includes("?")) return problem(row, "question_mark", raw);
  const tidy = raw.normalize("NFC").replace(/\s+/gu, " ").trim();
  const name = mend(tidy);
  if (name === "") return problem(row, "no_name", raw);
  if (name.length > longestName) return problem(row, "name_too_long", raw);
  if (!nameLetters.test(name)) return problem(row, "bad_letters", raw);
  return { name, mended: name !== tidy };
}

// KZ-1048 read as Windows-1251 somewhere on its way shows these letters, which no Kazakh or Russian name has.
const broken: Record<string, string> = Object.fromEntries(
  [..."ЌЋЎЈЄЇҐЅќћўјєїґѕ"].map((letter, at) => [letter, [..."ҚҺҰӘҒҮӨҢқһұәғүөң"][at]!]),
);
const mend = (name: string): string =>
  unmix(name.replace(/[ЌЋЎЈЄЇҐЅќћўјєїґѕ]/gu, (letter) => broken[letter] ?? letter));
