import type { Db } from "../../platform/db/pool.ts";
import type { Language } from "../../platform/i18n/language.ts";
import type { Hub } from "../hubs/index.ts";
import { dayIn } from "../../platform/day.ts";
import { fullName, listLevel } from "../places/index.ts";
import { listedStatuses, type ListedStatus } from "./rules.ts";
import { publishable, roundedTotal, type TotalBand, totalBands } from "./rules/totals.ts";
import { countMembersOf, type Counts } from "./store/totals.ts";

/** A number as it may be shown; null where it is kept back. */
type Shown<Key> = { key: Key; count: number | null };
export type District = { name: string; lang?: Language; count: number };

/** How many people a hub has, as whoever may see totals may know it: rounded, and nothing that points to somebody. */
export type Totals = {
  total: number | null;
  status: Shown<ListedStatus>[];
  age: Shown<TotalBand>[];
  /** Those that are shown, largest first. */
  districts: District[];
  /** Those who live in no district of the hub's area: elsewhere, or in a city that is none's. */
  elsewhere: number | null;
  /** Whether any are kept back. */
  others: boolean;
};

/** The totals of a hub on this day. */
export async function totalsOf(db: Db, hub: Hub, language: Language, now: Date): Promise<Totals> {
  const counts = await countMembersOf(db, hub.id, dayIn(hub.time_zone, now));
  const bands = Object.keys(totalBands) as TotalBand[];
  const inBand = (band: TotalBand) => sumOf(totalBands[band].map((each) => counts.age[each]));
  return {
    total: roundedTotal(sumOf(listedStatuses.map((status) => counts.status[status]))),
    status: shown(listedStatuses.map((key) => ({ key, count: counts.status[key] }))),
    age: shown(bands.map((key) => ({ key, count: inBand(key) }))),
    ...(await byDistrict(db, hub, language, counts.district)),
  };
}

const sumOf = (counts: number[]): number => counts.reduce((sum, each) => sum + each, 0);

function shown<Key>(cells: { key: Key; count: number }[]): Shown<Key>[] {
  const counts = publishable(cells.map((each) => each.count));
  return cells.map(({ key }, index) => ({ key, count: counts[index] ?? null }));
}

/** Every district of the hub's area takes part, also one where nobody lives: that a name is missing tells nothing. */
async function byDistrict(db: Db, hub: Hub, language: Language, counted: Counts["district"]) {
  const lists = await Promise.all(hub.area.map((region) => listLevel(db, "district", { region, language })));
  const known = lists.flat();
  const countOf = (code: string) => counted.find((each) => each.code === code)?.count ?? 0;
  const others = counted.filter(({ code }) => !known.some((district) => district.code === code));
  const numbers = publishable([
    ...known.map(({ code }) => countOf(code)),
    sumOf(others.map(({ count }) => count)),
  ]);
  const districts = known.flatMap((district, index): District[] => {
    const { text, lang } = fullName(district, language);
    const count = numbers[index] ?? null;
    return count === null ? [] : [{ name: text, count, ...(lang === language ? {} : { lang }) }];
  });
  return {
    districts: districts.sort((a, b) => b.count - a.count),
    elsewhere: numbers.at(-1) ?? null,
    others: numbers.includes(null),
  };
}
