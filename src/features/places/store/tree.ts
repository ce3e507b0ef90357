import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Geometry } from "../reading/geojson.ts";
import type { Language, Level, Names, Place } from "../rules.ts";

const columns = [
  ...([
    "code",
    "parent_code",
    "region_code",
    "district_code",
    "level",
    "kind",
    "name_kk",
    "name_ru",
  ] as const),
  ...(["name_en", "folded", "iso", "rural", "latitude", "longitude"] as const),
];

/** Every place there is, retired ones marked. */
export async function listKnown(db: Db): Promise<(Place & { retired: boolean })[]> {
  const rows = await db
    .selectFrom("places.place as place")
    .leftJoin("places.retirement as retirement", "retirement.place_code", "place.code")
    .select(columns.map((column) => `place.${column}` as const))
    .select((eb) => eb("retirement.place_code", "is not", null).as("retired"))
    .execute();
  return rows as (Place & { retired: boolean })[];
}

/** One place by its code, retired or not. */
export async function getPlace(
  db: Db,
  code: string,
): Promise<(Place & { retired_at: Date | null }) | undefined> {
  const row = await db
    .selectFrom("places.place as place")
    .leftJoin("places.retirement as retirement", "retirement.place_code", "place.code")
    .select(columns.map((column) => `place.${column}` as const))
    .select("retirement.retired_at")
    .where("place.code", "=", code)
    .executeTakeFirst();
  return row as (Place & { retired_at: Date | null }) | undefined;
}

/** Places by code in one question, for those who show several. */
export async function getPlaces(db: Db, codes: string[]): Promise<Map<string, Place>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom("places.place")
    .select(columns)
    .where("code", "=", (eb) => eb.fn.any(sql.val(codes)))
    .execute();
  return new Map((rows as Place[]).map((row) => [row.code, row]));
}

/** What people look for in a place and is still in the register, by name: a district shows all its settlements. */
export async function listInside(db: Db, { code, level }: Place, language: Language): Promise<Place[]> {
  const rows = await db
    .selectFrom("places.place as place")
    .leftJoin("places.retirement as retirement", "retirement.place_code", "place.code")
    .select(columns.map((column) => `place.${column}` as const))
    .where("retirement.place_code", "is", null)
    .where((eb) =>
      level === "district"
        ? eb.and([eb("place.district_code", "=", code), eb("place.inhabited", "=", true)])
        : eb("place.parent_code", "=", code),
    )
    .orderBy(nameOrder[language])
    .orderBy("place.code")
    .execute();
  return rows as Place[];
}

/** Boundaries by code, of those places that have one. */
export async function getBoundaries(db: Db, codes: string[]): Promise<Map<string, Geometry>> {
  const rows = await db
    .selectFrom("places.boundary")
    .select(["place_code", "geometry"])
    .where("place_code", "=", (eb) => eb.fn.any(sql.val(codes)))
    .execute();
  return new Map(rows.map((row) => [row.place_code, row.geometry as unknown as Geometry]));
}

/** Every place of one level, by name: the regions of the country, the districts of a region. */
export async function listLevel(
  db: Db,
  level: Level,
  options: { region?: string; language: Language },
): Promise<Place[]> {
  const rows = await db
    .selectFrom("places.place as place")
    .leftJoin("places.retirement as retirement", "retirement.place_code", "place.code")
    .select(columns.map((column) => `place.${column}` as const))
    .where("place.level", "=", level)
    .where("retirement.place_code", "is", null)
    .$if(options.region !== undefined, (query) => query.where("place.region_code", "=", options.region ?? ""))
    .orderBy(nameOrder[options.language])
    .orderBy("place.code")
    .execute();
  return rows as Place[];
}

const nameOrder = {
  kk: sql`platform.sort_key(coalesce(place.name_kk, place.name_ru, place.name_en))`,
  ru: sql`platform.sort_key(coalesce(place.name_ru, place.name_kk, place.name_en))`,
  en: sql`platform.sort_key(coalesce(place.name_en, place.name_ru, place.name_kk))`,
};

/** Writes new and changed places in one statement, so the order of parents and children does not matter. */
export async function savePlaces(tx: Tx, places: Place[], now: Date): Promise<void> {
  if (places.length === 0) return;
  const text = (
    column: "code" | "parent_code" | "region_code" | "district_code" | "level" | "kind" | "folded" | "iso",
  ) => sql`${places.map((place) => place[column])}::text[]`;
  const name = (column: keyof Names) => sql`${places.map((place) => place[column])}::text[]`;
  const degrees = (column: "latitude" | "longitude") =>
    sql`${places.map((place) => place[column])}::float8[]`;
  await sql`
    insert into places.place (
      code, parent_code, region_code, district_code, level, kind, folded, iso,
      name_kk, name_ru, name_en, latitude, longitude, rural, changed_at)
    select *, ${now}::timestamptz from unnest(
      ${text("code")}, ${text("parent_code")}, ${text("region_code")}, ${text("district_code")},
      ${text("level")}, ${text("kind")}, ${text("folded")}, ${text("iso")},
      ${name("name_kk")}, ${name("name_ru")}, ${name("name_en")},
      ${degrees("latitude")}, ${degrees("longitude")}, ${places.map((place) => place.rural)}::boolean[])
    on conflict (code) do update set
      parent_code = excluded.parent_code, region_code = excluded.region_code, district_code = excluded.district_code,
      level = excluded.level, kind = excluded.kind, folded = excluded.folded, iso = excluded.iso,
      name_kk = excluded.name_kk, name_ru = excluded.name_ru, name_en = excluded.name_en,
      latitude = excluded.latitude, longitude = excluded.longitude,
      rural = excluded.rural, changed_at = excluded.changed_at`.execute(tx);
}

/** Tells the database how many places there are now, so that the next search goes through the index. */
export const learnSizes = (tx: Tx) => sql`analyze places.place`.execute(tx);

/** The codes of a district's settlements in which people can live today. */
export async function villagesIn(db: Db, district: string): Promise<string[]> {
  const rows = await db
    .selectFrom("places.v_settlement")
    .select("code")
    .where("district_code", "=", district)
    .where("retired_at", "is", null)
    .$castTo<{ code: string }>()
    .execute();
  return rows.map((row) => row.code);
}
