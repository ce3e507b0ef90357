import { type RawBuilder, sql } from "kysely";
import { fold } from "../../../platform/i18n/fold.ts";
import type { Db } from "../../../platform/db/pool.ts";
import type { Kind, Level, Names } from "../rules.ts";

type Above = Names & { code: string; kind: Kind };

/** A place as a search finds it, with the district and region that tell it from its namesakes. */
export type FoundPlace = Names & {
  code: string;
  level: Level;
  kind: Kind;
  rural: boolean;
  district: Above | null;
  region: Above | null;
};

export type SearchOptions = {
  /** A code in the region whose places come first, such as the hub's own. */
  near?: string | undefined;
  /** Which levels to look at; without it, where people live. */
  levels?: Level[] | undefined;
  limit?: number | undefined;
};

type Search = { typed: string; near: string | undefined; levels: Level[] | undefined; limit: number };

/** Finds places as somebody types: names that begin so, then words that begin so, then names that sound alike. */
export async function searchPlaces(
  db: Db,
  query: string,
  options: SearchOptions = {},
): Promise<FoundPlace[]> {
  const search = { near: options.near, levels: options.levels, limit: options.limit ?? 10 };
  const typed = fold(query.slice(0, 100));
  if (typed.length < 2) return [];
  const begun = await findBegun(db, { ...search, typed });
  // Two letters sound like too much, and a full list needs no guesses.
  if (begun.length === search.limit || typed.length < 3) return begun;
  const rest = { ...search, typed, limit: search.limit - begun.length };
  const within = begun.length === 0 && typed.includes(" ") ? await findWithin(db, rest) : [];
  return within.length > 0 ? within : [...begun, ...(await findAlike(db, rest))];
}

/** Names before further words of names; whole names before longer ones, but never before the own region's. */
const findBegun = (db: Db, search: Search) =>
  find(db, search, {
    where: sql`place.folded like ${`% ${search.typed}%`}`,
    order: sql`place.folded not like ${`%| ${search.typed}%`}, ${isFar(search)},
      place.folded not like ${`%| ${search.typed}|%`}`,
  });

/** «Алгабас Зеренда»: some words are the place's, the others its district's or region's. */
const findWithin = (db: Db, search: Search) => {
  const words = search.typed.split(" ").map((word) => `% ${word}%`);
  const above = sql`select string_agg(above.folded, '') from places.place above
    where above.code in (place.district_code, place.region_code)`;
  return find(db, search, {
    where: sql`place.folded like any(${words}::text[])
      and concat(place.folded, (${above})) like all(${words}::text[])`,
    order: isFar(search),
  });
};

/** Names that share most of their letters with what was typed; what begins so has been found already. */
const findAlike = (db: Db, search: Search) =>
  find(db, search, {
    where: sql`(place.folded % ${search.typed} or ${search.typed} <% place.folded)
      and place.folded not like ${`% ${search.typed}%`}`,
    order: sql`round(greatest(similarity(${search.typed}, place.folded),
      word_similarity(${search.typed}, place.folded))::numeric, 1) desc, ${isFar(search)}`,
  });

/** A code's first two digits are its region; to somebody who is nowhere, every place is equally far. */
const isFar = ({ near = "" }: Search): RawBuilder<unknown> => sql`left(place.code, 2) <> ${near.slice(0, 2)}`;

type Question = { where: RawBuilder<unknown>; order: RawBuilder<unknown> };

/** The few that are shown are chosen first, and only they are joined to what lies above them. */
async function find(db: Db, { levels, limit }: Search, question: Question): Promise<FoundPlace[]> {
  const among = levels ? sql`place.level = any(${levels}::text[])` : sql`place.inhabited`;
  const { rows } = await sql<FoundPlace>`
    with chosen as materialized (
      select place.*, row_number() over () as rank from (
        select place.* from places.place
        where ${among} and ${question.where}
          and not exists (select from places.retirement where place_code = place.code)
        order by ${question.order}, ${size}, platform.sort_key(coalesce(name_kk, name_ru, name_en)), code
        limit ${limit}) place)
    select place.code, place.level, place.kind, place.rural, place.name_kk, place.name_ru, place.name_en,
      ${above("district")}, ${above("region")}
    from chosen place
    left join places.place district on district.code = place.district_code
    left join places.place region on region.code = place.region_code
    order by place.rank`.execute(db);
  return rows;
}

const above = (table: "district" | "region") => sql`case when ${sql.ref(`${table}.code`)} is not null then
  json_build_object('code', ${sql.ref(`${table}.code`)}, 'kind', ${sql.ref(`${table}.kind`)},
    'name_kk', ${sql.ref(`${table}.name_kk`)}, 'name_ru', ${sql.ref(`${table}.name_ru`)},
    'name_en', ${sql.ref(`${table}.name_en`)}) end as ${sql.id(table)}`;

/** More people live in a city than in a village, and hardly anybody in a siding. */
const size = sql`case kind when 'city' then 0 when 'town' then 1 when 'village' then 2 when 'station' then 3 else 4 end`;
