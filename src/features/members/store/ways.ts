import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../../platform/http/actor.ts";
import { visibleTo } from "../policy.ts";
import { type ListedStatus, traitsOf } from "../rules.ts";
import { mostSpellings } from "./spellings.ts";

/** What a list is narrowed by; days are birth dates with both ends included, `hubs` null is every hub. */
export type Narrowing = {
  hubs: string[] | null;
  /** For each word that is searched, the numbers of its spellings. */
  words: { word: string; spellings: number[] }[];
  settlement: string | null;
  district: string | null;
  born: { first: string | null; last: string } | null;
  status: ListedStatus | null;
  speaks: string | null;
};

/**
 * A way into the list: one or more indexes that hold what is looked for in the order of names, and what remains to be
 * asked of each row on the way. Every row comes by one branch only.
 */
export type Way = {
  each: RawBuilder<unknown>[];
  branches: RawBuilder<unknown>[];
  words: Narrowing["words"];
  /** Whether all of the hubs (or of the country) is walked, and nothing narrows the way itself. */
  whole: boolean;
};

const spelt = ["first_no", "second_no", "rest_no", "home_no"] as const;

/** From this many spellings on, so many people are found that walking the whole list meets them sooner. */
const mostPaths = { hubs: 16, country: 64 };

/** Languages that few speak: they have indexes of their own. */
const rare = new Set(["de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"]);

/** The whole list of the hubs, or of the country. */
export const wholeWay = ({ hubs, words }: Narrowing): Way =>
  hubs
    ? { each: [hubList(hubs)], branches: [sql`hub_id = hub.id`], words, whole: true }
    : { each: [], branches: [sql`true`], words, whole: true };

/** The way that meets the fewest people who are not looked for. */
export function chooseWay(narrowing: Narrowing): Way {
  const { hubs, words, settlement, district, speaks } = narrowing;
  const [first, ...rest] = words;
  if (first && first.spellings.length <= mostPaths[hubs ? "hubs" : "country"])
    return { ...byWord(hubs, first.spellings), words: rest, whole: false };
  if (hubs) return wholeWay(narrowing);
  const by = (branch: RawBuilder<unknown>): Way => ({ each: [], branches: [branch], words, whole: false });
  if (settlement) return by(sql`home = ${Number(settlement)}::integer`);
  if (speaks && rare.has(speaks)) return by(sql`speaks @> array[${sql.lit(speaks)}]::text[]`);
  if (district) return by(sql`district = ${Number(district)}::integer`);
  return wholeWay(narrowing);
}

const hubList = (hubs: string[]) => sql`unnest(${hubs}::uuid[]) as hub (id)`;

function byWord(hubs: string[] | null, spellings: number[]): Pick<Way, "each" | "branches"> {
  const numbers = sql`unnest(${spellings}::integer[]) as spelling (no)`;
  const within = hubs ? sql`hub_id = hub.id and ` : sql``;
  return {
    each: hubs ? [hubList(hubs), numbers] : [numbers],
    // Whoever is called Ислам Исламов is met at the first word that fits, and not again at the second.
    branches: spelt.map((column, index) => {
      const before = spelt.slice(0, index).map((each) => sql` and not ${among(each, spellings)}`);
      return sql`${within}${sql.ref(column)} = spelling.no${sql.join(before, sql``)}`;
    }),
  };
}

const among = (column: string, numbers: number[]): RawBuilder<unknown> =>
  sql`${sql.ref(column)} in (select unnest(${numbers}::integer[]))`;

type Walk = { who: Actor; narrowing: Narrowing; after?: RawBuilder<unknown>; tail?: RawBuilder<unknown> };

/** The rows this way leads to, with what pages are chosen by; begins from what this person may see. */
export function rowsBy(way: Way, { who, narrowing, after = sql``, tail = sql`` }: Walk): RawBuilder<unknown> {
  const branches = way.branches.map(
    (branch) => sql`(
      select id, name_key, joined_at, birth_date from members.membership
      where ${visibleTo(who)} and ${branch} and ${asked(narrowing)}${spelling(way.words)}${after} ${tail})`,
  );
  const tables = [...way.each, sql`lateral (${sql.join(branches, sql` union all `)}) as found`];
  return sql`select found.id, name_key, joined_at, birth_date from ${sql.join(tables, sql` cross join `)}`;
}

/**
 * What every row is asked for, in one form whatever is left open, so that one plan is kept for all. `coalesce` keeps
 * the planner from guessing that next to nobody fits, and from leaving the order of the list for it.
 */
const asked = ({ status, speaks, settlement, district, born }: Narrowing) => {
  const traits = traitsOf(status, speaks);
  return sql`coalesce(traits & ${traits}::integer = ${traits}::integer, true)
    and coalesce(home = ${settlement && Number(settlement)}::integer, true)
    and coalesce(district = ${district && Number(district)}::integer, true)
    and coalesce(birth_date >= ${born?.first ?? null}::date, true)
    and coalesce(birth_date <= ${born?.last ?? null}::date, true)`;
};

const spelling = (words: Narrowing["words"]): RawBuilder<unknown> =>
  sql.join(
    words.map(({ word, spellings }) =>
      spellings.length > mostSpellings
        ? sql` and search like ${`% ${word}%`}`
        : sql` and (${sql.join(
            spelt.map((column) => among(column, spellings)),
            sql` or `,
          )})`,
    ),
    sql``,
  );
