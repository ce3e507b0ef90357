import type { Db } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import { countryOutline, drawable } from "./outline.ts";
import type { Geometry } from "./reading/geojson.ts";
import { isCode } from "./reading/incoming.ts";
import { countryCode, type Language, type Place } from "./rules.ts";
import * as tree from "./store/tree.ts";

type Shape = ReturnType<typeof countryOutline>;

/** A map of a place: what it is fitted to, the areas on it (one of them may be here), and the place as a point. */
export type MapView = {
  outline: Shape;
  areas: { place: Place; shape: Shape; here: boolean }[];
  point: Place | null;
};

export type PlaceView = {
  place: Place & { retired_at: Date | null };
  /** What it lies in, nearest first. */
  above: Place[];
  inside: Place[];
  map: MapView | null;
};

/** A place with what it lies in, what lies in it, and a map where there is anything to draw. */
export async function viewPlace(db: Db, code: string, language: Language): Promise<PlaceView> {
  const place = found(isCode(code) ? await tree.getPlace(db, code) : undefined);
  const codes = [place.parent_code, place.district_code, place.region_code, countryCode];
  const above = await tree.getPlaces(db, [
    ...new Set(codes.filter((each) => each !== null && each !== code)),
  ] as string[]);
  const inside = await tree.listInside(db, place, language);
  return {
    place,
    above: codes.flatMap((each) => take(above, each)),
    inside,
    map: await drawMap(db, place, inside),
  };
}

/** Each only once: a parent is often the district too. */
function take(places: Map<string, Place>, code: string | null): Place[] {
  const place = code === null ? undefined : places.get(code);
  if (place) places.delete(place.code);
  return place ? [place] : [];
}

/** The country shows its regions; a region its districts; all else stands among the districts of its region. */
async function drawMap(db: Db, place: Place, inside: Place[]): Promise<MapView | null> {
  const point = place.latitude === null ? null : place;
  if (place.level === "country") {
    const shapes = await tree.getBoundaries(db, inside.map(codeOf));
    return { outline: countryOutline(), areas: areasOf(inside, shapes, place), point };
  }
  const region = place.level === "region" ? place.code : (place.region_code ?? "");
  const districts = await tree.listLevel(db, "district", { region, language: "kk" });
  const shapes = await tree.getBoundaries(db, [region, ...districts.map(codeOf)]);
  const frame = shapes.get(region);
  if (frame) return { outline: drawable(frame), areas: areasOf(districts, shapes, place), point };
  return point && { outline: countryOutline(), areas: [], point };
}

const codeOf = (place: Place): string => place.code;

const areasOf = (
  places: Place[],
  shapes: Map<string, Geometry>,
  { code, district_code }: Place,
): MapView["areas"] =>
  places.flatMap((place) => {
    const shape = shapes.get(place.code);
    const here = place.code === code || place.code === district_code;
    return shape ? [{ place, shape: drawable(shape), here }] : [];
  });

/** The region a place lies in: itself when it is one. */
export async function regionOf(db: Db, code: string): Promise<Place | undefined> {
  const place = await tree.getPlace(db, code);
  if (!place || place.level === "region") return place;
  return place.region_code === null ? undefined : await tree.getPlace(db, place.region_code);
}
