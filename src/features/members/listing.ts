import type { Db } from "../../platform/db/pool.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { fold } from "../../platform/i18n/fold.ts";
import { ageOn } from "../people/index.ts";
import { coordinatedBy } from "./policy.ts";
import { type AgeBand, bornIn, countedTo, type ListedStatus, type Order } from "./rules.ts";
import { pageOfMembers, type Place, type Row } from "./store/listing.ts";
import * as store from "./store/spellings.ts";
import type { Narrowing } from "./store/ways.ts";

/** What the address of a list asks for. */
export type Asked = {
  q?: string | undefined;
  hub?: string | undefined;
  settlement?: string | undefined;
  district?: string | undefined;
  age?: AgeBand | undefined;
  status?: ListedStatus | undefined;
  speaks?: string | undefined;
  order: Order;
} & Place;

export type Found = {
  rows: (Row & { age: number })[];
  count: { shown: number; more: boolean };
  /** Nobody's name or village is written so; these are written alike. */
  alike: boolean;
  earlier: boolean;
  later: boolean;
};

/**
 * The members this person may see, as the list's address asks: words of names and villages in any spelling, and when
 * nobody is written so, those written alike. `today` is the day by which ages are counted.
 */
export async function findMembers(db: Db, who: Actor, asked: Asked, today: string): Promise<Found> {
  const words = wordsOf(asked.q ?? "");
  const exact = await read(db, who, asked, today, await spelt(db, words, false));
  if (exact.count > 0 || words.length === 0) return foundOf(exact, today, false);
  return foundOf(await read(db, who, asked, today, await spelt(db, words, true)), today, true);
}

/**
 * What a file of the list is narrowed by: exactly what its pages show, so those written alike where nobody is written
 * so; nothing where nobody is found at all.
 */
export async function narrowingFor(
  db: Db,
  who: Actor,
  asked: Asked,
  today: string,
): Promise<Narrowing | undefined> {
  const { count, alike } = await findMembers(db, who, asked, today);
  if (count.shown === 0) return undefined;
  return narrowingOf(who, asked, today, await spelt(db, wordsOf(asked.q ?? ""), alike));
}

type Read = Awaited<ReturnType<typeof pageOfMembers>>;
const nobody: Read = { count: 0, rows: [], earlier: false, later: false };

const foundOf = ({ count, rows, earlier, later }: Read, today: string, alike: boolean): Found => ({
  rows: rows.map((row) => ({ ...row, age: ageOn(row.birth_date, today) })),
  count: { shown: Math.min(count, countedTo), more: count > countedTo },
  alike,
  earlier,
  later,
});

async function read(
  db: Db,
  who: Actor,
  asked: Asked,
  today: string,
  words: Narrowing["words"],
): Promise<Read> {
  // A word that is in nobody's name finds nobody, whatever else is asked.
  if (words.some(({ spellings }) => spellings.length === 0)) return nobody;
  const place = { after: asked.after, before: asked.before };
  return pageOfMembers(db, who, narrowingOf(who, asked, today, words), { order: asked.order, place });
}

/** What is asked for, as the store reads it; a list that names no hub is of all that this person may list. */
function narrowingOf(who: Actor, asked: Asked, today: string, words: Narrowing["words"]): Narrowing {
  const may = coordinatedBy(who);
  return {
    hubs: asked.hub ? [asked.hub] : may === "all" ? null : may,
    words,
    settlement: asked.settlement ?? null,
    district: asked.settlement ? null : (asked.district ?? null),
    born: asked.age ? bornIn(asked.age, today) : null,
    status: asked.status ?? null,
    speaks: asked.speaks ?? null,
  };
}

/** The words with their spellings, the longest first: it is likely to be the rarest. */
async function spelt(db: Db, words: string[], alike: boolean): Promise<Narrowing["words"]> {
  if (words.length === 0) return [];
  const spellings = await store.findSpellings(db, words, alike);
  return words
    .map((word, index) => ({ word, spellings: spellings[index] ?? [] }))
    .sort((a, b) => b.word.length - a.word.length);
}

/** Forgets how names were written that no listed member has any more. */
export const forgetSpellings = (db: Db): Promise<void> => db.transaction().execute(store.forgetSpellings);

/** A search in the one spelling in which names are kept for it; more than six words tell no more. */
const wordsOf = (typed: string): string[] => fold(typed.slice(0, 200)).split(" ").filter(Boolean).slice(0, 6);
