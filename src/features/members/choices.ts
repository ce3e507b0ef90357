import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import type { Hub } from "../hubs/index.ts";
import { fullName, getPlaces, listLevel, type Place } from "../places/index.ts";
import { villagesIn } from "./store/villages.ts";

export type Choice = { code: string; name: string; lang?: Language };

/** The districts of the area a hub covers. */
export async function districtsOf(db: Db, hub: Hub, language: Language): Promise<Choice[]> {
  const regions = [...new Set(hub.area.map((code) => `${code.slice(0, 2)}0000000`))];
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
