import { IntlMessageFormat } from "intl-messageformat";
import { language, type Language } from "./language.ts";

type Texts = Record<Language, string>;

/** A sentence with nothing to fill in. */
export const plain = (texts: Texts) => () => texts[language()];

/** A sentence with inputs in ICU MessageFormat; each language's pattern is parsed once, when first spoken. */
export function filled<Inputs extends Record<string, string | number>>(texts: Texts) {
  const formats: Partial<Record<Language, IntlMessageFormat>> = {};
  return (inputs: Inputs): string => {
    const now = language();
    const format = (formats[now] ??= new IntlMessageFormat(texts[now], now, undefined, { ignoreTag: true }));
    return String(format.format(inputs));
  };
}
