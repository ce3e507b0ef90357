import { formatDate, formatList } from "../../../platform/i18n/format.ts";
import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { type HubProfile, type Language, shownText, type Texts } from "../rules.ts";
import type { Hub } from "../store/hubs.ts";

/** A name with the language it really is in, for places that have none in the page's own. */
export type Named = { text: string; lang: Language };

/** The language mark an element needs: none where it is the page's own. */
export const mark = (lang: Language): Language | undefined => (lang === language() ? undefined : lang);

/** A hub's text in the page's language, or in the nearest that is written. */
export const Said = ({ texts }: { texts: Texts }) => {
  const { text, lang } = shownText(texts, language());
  return mark(lang) ? <span lang={lang}>{text}</span> : <>{text}</>;
};

/** Names of places, each in the language it is known in. */
export const Names = ({ names }: { names: readonly Named[] }) => (
  <>
    {names.map(({ text, lang }, index) => (
      <>
        {index > 0 && ", "}
        {mark(lang) ? <span lang={lang}>{text}</span> : text}
      </>
    ))}
  </>
);

export const nameOf = (hub: { name: Texts }): string => shownText(hub.name, language()).text;
export const cityOf = (hub: Hub): Named => hub.city.name[language()];
export const hubHref = (hub: { slug: string }): string => href(`/hubs/${hub.slug}`);
export const agesOf = (hub: Pick<HubProfile, "lowest_age" | "highest_age">): string =>
  m["hubs.ages"]({ lowest: hub.lowest_age, highest: hub.highest_age });
export const languagesOf = (hub: Pick<HubProfile, "languages">): string =>
  formatList(hub.languages.map((each) => m[`hubs.language.${each}`]()));
export const dayOf = (day: string): string => formatDate(day);
