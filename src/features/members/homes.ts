import type { Db } from "../../platform/db/pool.ts";
import { type FoundPlace, getPlaces, type Place } from "../places/index.ts";

/** Where somebody lives: the settlement with its district and region, ready to be named in any language. */
export type Home = FoundPlace;

/** Homes by the codes of their settlements, in two questions however many there are. */
export async function homesOf(db: Db, codes: string[]): Promise<Map<string, Home>> {
  const settlements = await getPlaces(db, [...new Set(codes)]);
  const all = [...settlements.values()];
  const above = await getPlaces(db, [...new Set(all.flatMap(codesAbove))]);
  const at = (code: string | null) => (code === null ? null : (above.get(code) ?? null));
  return new Map(
    all.map((each) => [
      each.code,
      { ...each, district: at(each.district_code), region: at(each.region_code) },
    ]),
  );
}

const codesAbove = ({ district_code, region_code }: Place): string[] =>
  [district_code, region_code].filter((code) => code !== null);
