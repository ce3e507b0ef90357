import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { getPlace, getPlaces, placeLine, searchPlaces } from "../places/index.ts";

/** A settlement to choose, named in the page's language, with the district and region it lies in. */
export type HomeOption = { code: string; name: string; inside: string; lang?: Language };

/** Settlements by what was typed. */
export async function findHomes(db: Db, query: string, language: Language): Promise<HomeOption[]> {
  const places = await searchPlaces(db, query);
  return places.map((place) => ({ code: place.code, ...placeLine(place, language) }));
}

/** Where somebody says they live, if people can live there; one that left the register only for those who live there already. */
export async function homeAt(
  db: Db,
  code: string,
  language: Language,
  kept?: string,
): Promise<HomeOption | undefined> {
  const place = await getPlace(db, code);
  if (!place || (place.retired_at && code !== kept)) return undefined;
  if (place.level !== "settlement" && !(place.level === "region" && place.kind === "city")) return undefined;
  const codes = [place.district_code, place.region_code].filter((each) => each !== null);
  const above = await getPlaces(db, codes);
  const at = (each: string | null) => above.get(each ?? "") ?? null;
  const line = placeLine(
    { ...place, district: at(place.district_code), region: at(place.region_code) },
    language,
  );
  return { code, ...line };
}
