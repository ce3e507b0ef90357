import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import type { PlaceOption } from "../../ui/place-search/place-search.tsx";
import type { Hub } from "../hubs/index.ts";
import { homeLine, homesOf } from "../members/index.ts";
import { searchPlaces } from "../places/index.ts";

type Asked = { code: string; query: string; find: boolean };

/** What became of the village that was typed: `settled` is its code, `looking` says that staff only searched. */
export type FoundHome = {
  chosen?: PlaceOption;
  query?: string;
  results?: PlaceOption[];
  settled?: string;
  looking?: boolean;
};

/**
 * Finds the village that was chosen, or those that are called so, the hub's own region first; the first of them is
 * marked, so that another Enter takes it. A choice whose name was overwritten afterwards is none.
 */
export async function lookUp(db: Db, hub: Hub, asked: Asked, language: Language): Promise<FoundHome> {
  const { code, query, find } = asked;
  const chosen = find ? undefined : await homeAt(db, code, language);
  if (chosen && (query === "" || query === chosen.name)) return { chosen, settled: code };
  if (query === "") return {};
  const places = await searchPlaces(db, query, { near: hub.city.region_code });
  const results = places.map((place) => ({ code: place.code, ...homeLine(place, language) }));
  const again = results.find((each) => each.code === code);
  if (again && !find) return { query, results, chosen: again, settled: code };
  const marked = again ?? results[0];
  return { query, results, ...(marked ? { chosen: marked } : {}), looking: find };
}

async function homeAt(db: Db, code: string, language: Language): Promise<PlaceOption | undefined> {
  const home = (await homesOf(db, [code])).get(code);
  return home && { code, ...homeLine(home, language) };
}
