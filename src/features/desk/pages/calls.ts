import { type Language, languages, speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";

/** The poster's call in all three languages, its own first. */
export const callsIn = (first: Language): { language: Language; words: string }[] =>
  [first, ...languages.filter((each) => each !== first)].map((language) => ({
    language,
    words: speak(language, () => m["desk.poster.call"]()),
  }));
