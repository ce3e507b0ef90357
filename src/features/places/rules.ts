export const levels = ["country", "region", "district", "okrug", "settlement"] as const;
export type Level = (typeof levels)[number];

export const kinds = [
  "country",
  "region",
  "district",
  "city_area",
  "city_district",
  "rural_okrug",
  "town_okrug",
  "city_okrug",
  "city",
  "town",
  "village",
  "station",
  "siding",
  "plot",
  "farm",
  "camp",
  "other",
] as const;
export type Kind = (typeof kinds)[number];

export const languages = ["kk", "ru", "en"] as const;
export type Language = (typeof languages)[number];
export type Names = { name_kk: string | null; name_ru: string | null; name_en: string | null };

/** A place as it is stored; `folded` holds each of its names as search spells them. */
export type Place = Names & {
  code: string;
  parent_code: string | null;
  region_code: string | null;
  district_code: string | null;
  level: Level;
  kind: Kind;
  folded: string;
  iso: string | null;
  rural: boolean;
  latitude: number | null;
  longitude: number | null;
};

/** The code of the whole country: the root of the tree. */
export const countryCode = "000000000";

const own: Partial<Record<Kind, Level>> = {
  country: "country",
  region: "region",
  district: "district",
  city_area: "district",
  rural_okrug: "okrug",
  town_okrug: "okrug",
  city_okrug: "okrug",
};

/** Where a place stands in the tree: its kind says so, and its code (AB CD EF HIJ) where a kind stands on several. */
export function levelOf(code: string, kind: Kind): Level {
  const level = own[kind];
  if (level) return level;
  const wholeRegion = code.endsWith("0000000");
  if (kind === "city_district") return code.endsWith("10000") ? "district" : "okrug";
  return wholeRegion && kind === "city" ? "region" : "settlement";
}

/** Where people can say they live: every settlement, and a city that is a region of its own. */
export const isLivedIn = ({ level, kind }: { level: Level; kind: Kind }): boolean =>
  level === "settlement" || (level === "region" && kind === "city");

/** Whether life there is village life: everything but cities, towns and what holds them. */
export const isRural = (kind: Kind): boolean =>
  ["rural_okrug", "village", "station", "siding", "plot", "farm", "camp", "other"].includes(kind);

const order: Record<Language, Language[]> = {
  kk: ["kk", "ru", "en"],
  ru: ["ru", "kk", "en"],
  en: ["en", "ru", "kk"],
};

/** The name to show in a language and the language it really is in: many places have only a Russian one. */
export function shownName(names: Names, language: Language): { text: string; lang: Language } {
  for (const lang of order[language]) {
    const text = names[`name_${lang}`];
    if (text) return { text, lang };
  }
  return { text: "", lang: language };
}

/** Whether a Russian name is an adjective and so stands before its noun: «Зерендинский район», but «район Биржан сал». */
export const isAdjective = (name: string): boolean => /(кий|ный|вый|ской|ной|вой|ская|цкая|ная)$/.test(name);

/** The codes above a place that it could hang from, nearest first, as its own digits tell. */
export const codesAbove = (code: string): string[] =>
  [6, 4, 2]
    .map((digits) => code.slice(0, digits).padEnd(9, "0"))
    .filter((above) => above !== code && above !== countryCode);

/** More than this share of a region's places missing from a file looks like half a file, not like a new register. */
export const mostRemoved = 0.1;

/** Whether a file would take away so much that somebody has to say yes to that first. */
export const takesTooMuch = (removed: number, known: number): boolean =>
  removed > 20 && removed > known * mostRemoved;
