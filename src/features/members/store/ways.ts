import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../../platform/http/actor.ts";
import { visibleTo } from "../policy.ts";
import { listedStatuses, type ListedStatus, traitsOf } from "../rules.ts";
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
 * A way into the list: one or more indexes that hold what is looked for, and what remains to be asked of each row on the
 * way. Every row comes by one branch only.
 */
export type Way = {
  each: RawBuilder<unknown>[];
  branches: RawBuilder<unknown>[];
  words: Narrowing["words"];
  /** The order in which it leads from row to row; the whole list can be walked in any. */
  order: "name" | "age" | "any";
};

const spelt = ["first_no", "second_no", "rest_no", "home_no"] as const;

/** From this many spellings on, so many people are found that walking the whole list meets them sooner. */
const mostPaths = { hubs: 16, country: 64 };

/** Languages that few speak: they have indexes of their own. */
const rare = new Set(["de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"]);

/** The whole list of the hubs, or of the country, by status: few of many may have the one that is asked for. */
export const wholeWay = ({ hubs, words, status }: Narrowing): Way => ({
  ...within(hubs, sql`status = state.status`, [
    valued("state (status)", (status ? [status] : listedStatuses).map(sql.lit)),
  ]),
  words,
  order: "any",
});

/** The way that meets the fewest people who are not looked for. */
export function chooseWay(narrowing: Narrowing): Way {
  const { hubs, words, settlement, district, born, speaks } = narrowing;
  const [first, ...rest] = words;
  if (first && first.spellings.length <= mostPaths[hubs ? "hubs" : "country"])
    return { ...byWord(hubs, first.spellings), words: rest, order: "name" };
  const by = (branch: RawBuilder<unknown>): Way => ({ ...within(hubs, branch), words, order: "name" });
  if (settlement) return by(sql`home = ${Number(settlement)}::integer`);
  if (speaks && rare.has(speaks)) return by(sql`speaks @> array[${sql.lit(speaks)}]::text[]`);
  if (district) return by(sql`district = ${Number(district)}::integer`);
  return born ? byAge(narrowing, born) : wholeWay(narrowing);
}

type Steps = Pick<Way, "each" | "branches">;

/** One branch, walked in each of the hubs, or once in the country. */
const within = (hubs: string[] | null, branch: RawBuilder<unknown>, each: Way["each"] = []): Steps =>
  hubs
    ? { each: [hubList(hubs), ...each], branches: [sql`hub_id = hub.id and ${branch}`] }
    : { each, branches: [branch] };

const hubList = (hubs: string[]) =>
  hubs.length === 0
    ? sql`unnest('{}'::uuid[]) as hub (id)`
    : valued(
        "hub (id)",
        hubs.map((hub) => sql`${hub}::uuid`),
      );

/** A table of these, whose length the planner knows: of an array it would guess ten, and plan anew at every request. */
const valued = (name: string, values: RawBuilder<unknown>[]) =>
  sql`(values ${sql.join(values.map((value) => sql`(${value})`))}) as ${sql.raw(name)}`;

/** The whole list in the order of ages, from the first birthday that is asked for to the last. */
function byAge(narrowing: Narrowing, { first, last }: NonNullable<Narrowing["born"]>): Way {
  const { branches, ...whole } = wholeWay(narrowing);
  const range = sql`birth_date between coalesce(${first}::date, '-infinity') and ${last}::date`;
  return { ...whole, branches: branches.map((branch) => sql`${branch} and ${range}`), order: "age" };
}

function byWord(hubs: string[] | null, spellings: number[]): Steps {
  const numbers = sql`unnest(${spellings}::integer[]) as spelling (no)`;
  const inHub = hubs ? sql`hub_id = hub.id and ` : sql``;
  return {
    each: hubs ? [hubList(hubs), numbers] : [numbers],
    // Whoever is called Ислам Исламов is met at the first word that fits, and not again at the second.
    branches: spelt.map((column, index) => {
      const before = spelt.slice(0, index).map((each) => sql` and not ${among(each, spellings)}`);
      return sql`${inHub}${sql.ref(column)} = spelling.no${sql.join(before, sql``)}`;
    }),
  };
}

/** Few numbers are compared one by one, many by their hash; neither way may tempt the planner off the list's index. */
const among = (column: string, numbers: number[]): RawBuilder<unknown> =>
  numbers.length <= 8
    ? sql`coalesce(${sql.ref(column)} = any(${numbers}::integer[]), true)`
    : sql`${sql.ref(column)} in (select unnest(${numbers}::integer[]))`;

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
