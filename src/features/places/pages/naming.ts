import { language as spoken, speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { isAdjective, type Kind, type Language, type Names, shownName } from "../rules.ts";

/** Words and the language they are in, to be marked where it is not the page's. */
export type Words = { text: string; lang: Language };
type Place = Names & { kind: Kind };
type Found = Place & { district: Place | null; region: Place | null };

/** A place in a list: its name, and what it lies in, which tells it from its namesakes. */
export type PlaceLine = { name: string; lang?: Language; inside: string; insideLang?: Language };

/** The name people know a place by: «Зеренді ауданы», «Зерендинский район», “Zerendi district”; a village by its bare name. */
export function fullName(place: Place, language: Language = spoken()): Words {
  const { text: name, lang } = shownName(place, language);
  const compose = composed[place.kind];
  return { text: compose ? speak(lang, () => compose(name)) : name, lang };
}

/** A place with its district and region, as searches and forms show it. */
export function placeLine(place: Found, language: Language = spoken()): PlaceLine {
  const name = shownName(place, language);
  const above = whatHolds(place).map((each) => fullName(each, language));
  const strange = above.find(({ lang }) => lang !== language);
  const inside =
    above.length > 0 ? above.map(({ text }) => text).join(", ") : speak(language, () => kindName(place.kind));
  return {
    name: name.text,
    ...(name.lang === language ? {} : { lang: name.lang }),
    inside,
    ...(strange ? { insideLang: strange.lang } : {}),
  };
}

/** District and region; but a city does not lie in itself. */
const whatHolds = (place: Found): Place[] =>
  [place.district, place.region].filter(
    (each): each is Place =>
      each !== null &&
      !(each.kind === "city_area" && place.kind === "city" && each.name_ru === place.name_ru),
  );

/** What kind of place it is, in a word. */
export const kindName = (kind: Kind): string => m[`places.kind.${kind}`]();

/** The mark of a name that is not in the page's language. */
export const markOf = ({ lang }: Words): { lang?: Language } => (lang === spoken() ? {} : { lang });

// Russian puts an adjective before its noun and a name after it: «Зерендинский район», but «район Биржан сал».
const composed: Partial<Record<Kind, (name: string) => string>> = {
  region: (name) =>
    isAdjective(name) ? m["places.name.region_of"]({ name }) : m["places.name.region_named"]({ name }),
  district: (name) =>
    isAdjective(name) ? m["places.name.district_of"]({ name }) : m["places.name.district_named"]({ name }),
  city_district: (name) =>
    isAdjective(name) ? m["places.name.district_of"]({ name }) : m["places.name.district_named"]({ name }),
  city_area: (name) => m["places.name.city_area"]({ name }),
  rural_okrug: (name) => {
    if (/[ая]я$/.test(name)) return m["places.name.rural_administration"]({ name });
    return isAdjective(name)
      ? m["places.name.rural_okrug_of"]({ name })
      : m["places.name.rural_okrug_named"]({ name });
  },
  town_okrug: (name) => m["places.name.town_okrug"]({ name }),
  city_okrug: (name) => m["places.name.city_okrug"]({ name }),
};
