import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { fullName } from "./pages/naming.ts";
import type { Place } from "./rules.ts";
import { getPlaces, listLevel, villagesIn } from "./store/tree.ts";

/** A place to choose from a list; `lang` is given where its name is not in the page's language. */
export type Choice = { code: string; name: string; lang?: Language };

/** The districts of the regions in which these places lie. */
export async function districtsOf(db: Db, area: string[], language: Language): Promise<Choice[]> {
  const regions = [...new Set(area.map((code) => `${code.slice(0, 2)}0000000`))];
  const lists = await Promise.all(regions.map((region) => listLevel(db, "district", { region, language })));
  return lists.flat().map((place) => choiceOf(place, language));
}

/** The settlements of a district, by name. */
export async function settlementsOf(db: Db, district: string, language: Language): Promise<Choice[]> {
  const places = await getPlaces(db, await villagesIn(db, district));
  const order = new Intl.Collator(language).compare;
  return [...places.values()]
    .map((place) => choiceOf(place, language))
    .sort((a, b) => order(a.name, b.name) || (a.code < b.code ? -1 : 1));
}

function choiceOf(place: Place, language: Language): Choice {
  const { text, lang } = fullName(place, language);
  return { code: place.code, name: text, ...(lang === language ? {} : { lang }) };
}
