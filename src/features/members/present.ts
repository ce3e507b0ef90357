import type { Language } from "../../platform/i18n/language.ts";
import { type Hub, shownText } from "../hubs/index.ts";
import { fullName, placeLine, type PlaceLine, type Words } from "../places/index.ts";
import type { Home } from "./homes.ts";

/** A hub as pages name it; `lang` is given where its name is not in the page's language. */
export type HubLine = {
  id: string;
  slug: string;
  name: string;
  lang?: Language;
  city: string;
  lowest_age: number;
  highest_age: number;
  consent_age: number;
  zone: string;
};

/** What pages need of a hub, in their language. */
export function hubLine(hub: Hub, language: Language): HubLine {
  const name = shownText(hub.name, language);
  return {
    id: hub.id,
    slug: hub.slug,
    name: name.text,
    ...(name.lang === language ? {} : { lang: name.lang }),
    city: hub.city.name[language].text,
    lowest_age: hub.lowest_age,
    highest_age: hub.highest_age,
    consent_age: hub.consent_age,
    zone: hub.time_zone,
  };
}

/** A settlement with its district, and its region when that is not plain from the page. */
export const homeLine = (home: Home, language: Language, near = false): PlaceLine =>
  placeLine(near ? { ...home, region: null } : home, language);

/** The district somebody lives in; a city of the republic is its own. */
export const districtName = (home: Pick<Home, "district">, language: Language): Words | null =>
  home.district && fullName(home.district, language);

export type { PlaceLine, Words };
