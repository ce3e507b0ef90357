import type { Db } from "../../platform/db/pool.ts";
import { href } from "../../platform/i18n/language.ts";
import type { MapArea, MapPoint } from "../../ui/map/map.tsx";
import type { PlaceOption } from "../../ui/place-search/place-search.tsx";
import {
  countryOutline,
  drawable,
  fullName,
  getBoundaries,
  getPlaces,
  listLevel,
  placeLine,
  searchPlaces,
} from "../places/index.ts";
import { type Language, shownText } from "./rules.ts";
import type { Hub } from "./store/hubs.ts";

type Shape = ReturnType<typeof countryOutline>;
type Named = { text: string; lang: Language };

/** The country with its hubs as points; regions that have a boundary are drawn, those a hub covers stand out. */
export type CountryMap = { outline: Shape; areas: MapArea[]; points: MapPoint[] };
export type Listed = Hub & { regions: Named[] };

/** Hubs with the names of the regions they cover, by name in the visitor's language. */
export async function withRegions(db: Db, hubs: Hub[], language: Language): Promise<Listed[]> {
  const names = await placeNames(
    db,
    hubs.flatMap((hub) => hub.area),
    language,
  );
  const collator = new Intl.Collator(language);
  return hubs
    .map((hub) => ({ ...hub, regions: hub.area.flatMap((code) => names[code] ?? []) }))
    .sort((a, b) => collator.compare(shownText(a.name, language).text, shownText(b.name, language).text));
}

/** The country's map with these hubs, each leading to its page. */
export async function drawCountry(db: Db, hubs: readonly Hub[], language: Language): Promise<CountryMap> {
  const covered = new Set(hubs.flatMap((hub) => hub.area));
  const points = hubs.flatMap((hub) => pointOf(hub, language, href(`/hubs/${hub.slug}`, language)));
  // Most installations have no boundaries: one question tells, and the rest is asked only then.
  const known = await getBoundaries(db, [...covered]);
  if (known.size === 0) return { outline: countryOutline(), areas: [], points };
  const regions = await listLevel(db, "region", { language });
  const shapes = await getBoundaries(
    db,
    regions.map((region) => region.code),
  );
  const areas = regions.flatMap((region) => {
    const shape = shapes.get(region.code);
    if (!shape) return [];
    const here = covered.has(region.code);
    return [{ code: region.code, name: fullName(region, language).text, shape: drawable(shape), here }];
  });
  if (areas.length < regions.length) return { outline: countryOutline(), areas, points };
  // The regions themselves are the country: a second outline would only run beside theirs and weigh twice.
  return { outline: together(areas), areas: areas.filter((area) => area.here), points };
}

const together = (areas: readonly { shape: Shape }[]): Shape => ({
  type: "MultiPolygon",
  coordinates: areas.flatMap(({ shape }) =>
    shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates,
  ),
});

/** Where one hub is: the districts of what it covers where they have boundaries, otherwise its point in the country. */
export async function drawHub(
  db: Db,
  hub: Hub,
  language: Language,
): Promise<CountryMap & { shape: "wide" | "square" }> {
  const points = pointOf(hub, language);
  const shapes = await shapesWithin(db, hub.area, language);
  if (!shapes) return { outline: countryOutline(), areas: [], points, shape: "wide" };
  return { outline: together(shapes), areas: [], points, shape: "square" };
}

/** Boundaries of these regions, by districts where those are known; nothing where one is missing or all are cities. */
async function shapesWithin(
  db: Db,
  regions: string[],
  language: Language,
): Promise<{ shape: Shape }[] | undefined> {
  const places = await getPlaces(db, regions);
  if (![...places.values()].some((place) => place.kind === "region")) return undefined;
  const shapes: { shape: Shape }[] = [];
  for (const region of regions) {
    const districts = await listLevel(db, "district", { region, language });
    const found = await getBoundaries(db, [region, ...districts.map((district) => district.code)]);
    const whole = found.get(region);
    found.delete(region);
    // Districts only stand for their region when all of them are there: a map with holes would mislead.
    const complete = found.size > 0 && found.size === districts.length;
    const parts = complete ? [...found.values()] : whole ? [whole] : [];
    if (parts.length === 0) return undefined;
    shapes.push(...parts.map((part) => ({ shape: drawable(part) })));
  }
  return shapes;
}

function pointOf(hub: Hub, language: Language, address?: string): MapPoint[] {
  const { latitude, longitude, name } = hub.city;
  if (latitude === null || longitude === null) return [];
  const { text, lang } = name[language];
  return [
    {
      name: text,
      at: [longitude, latitude],
      ...(lang === language ? {} : { lang }),
      ...(address === undefined ? {} : { href: address }),
    },
  ];
}

/** Names of places by code, each with the language it is in. */
export async function placeNames(
  db: Db,
  codes: string[],
  language: Language,
): Promise<Record<string, Named>> {
  const places = await getPlaces(db, [...new Set(codes)]);
  return Object.fromEntries([...places].map(([code, place]) => [code, fullName(place, language)]));
}

/** The regions a hub can cover, by name; those chosen so far come first, so that nobody has to look for them. */
export async function regionChoices(
  db: Db,
  language: Language,
  chosen: readonly string[],
): Promise<(Named & { code: string })[]> {
  const regions = await listLevel(db, "region", { language });
  const first = (code: string) => (chosen.includes(code) ? 0 : 1);
  return regions
    .sort((a, b) => first(a.code) - first(b.code))
    .map((region) => ({ code: region.code, ...fullName(region, language) }));
}

/** Places a hub can stand in, by what was typed. */
export async function findCities(db: Db, query: string, language: Language): Promise<PlaceOption[]> {
  const found = await searchPlaces(db, query);
  return found.map((place) => ({ code: place.code, ...placeLine(place, language) }));
}

/** A city chosen before, as its field shows it. */
export async function chosenCity(db: Db, code: string, language: Language): Promise<PlaceOption | undefined> {
  const place = (await getPlaces(db, [code])).get(code);
  if (!place) return undefined;
  const above = await getPlaces(
    db,
    [place.district_code, place.region_code].filter((each) => each !== null),
  );
  const line = placeLine(
    {
      ...place,
      district: above.get(place.district_code ?? "") ?? null,
      region: above.get(place.region_code ?? "") ?? null,
    },
    language,
  );
  return { code, ...line };
}
