import type { Db } from "../../platform/db/pool.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { fold } from "../../platform/i18n/fold.ts";
import { ageOn } from "../people/index.ts";
import { type AgeBand, bornIn, countedTo, type ListedStatus, type Order } from "./rules.ts";
import { settlementsOf } from "./store/villages.ts";
import { countMembers, type Narrowing, pageOfMembers, type Place, type Row } from "./store/listing.ts";

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
  const narrowing: Narrowing = {
    words: wordsOf(asked.q ?? ""),
    hub: asked.hub ?? null,
    settlements: await settlementsFor(db, asked),
    born: asked.age ? bornIn(asked.age, today) : null,
    status: asked.status ?? null,
    speaks: asked.speaks ?? null,
  };
  const exact = await read(db, who, narrowing, asked, false);
  const guess = exact.count.shown === 0 && narrowing.words.length > 0;
  const { rows, ...found } = guess ? await read(db, who, narrowing, asked, true) : exact;
  return { ...found, rows: rows.map((row) => ({ ...row, age: ageOn(row.birth_date, today) })) };
}

/** The village that is asked for, or every settlement of the district; known before the list, so that its index is used. */
async function settlementsFor(db: Db, { settlement, district }: Asked): Promise<string[] | null> {
  if (settlement) return [settlement];
  return district ? settlementsOf(db, district) : null;
}

type Read = Omit<Found, "rows"> & { rows: Row[] };

async function read(db: Db, who: Actor, narrowing: Narrowing, asked: Asked, alike: boolean): Promise<Read> {
  const count = await countMembers(db, who, narrowing, alike);
  const place = { after: asked.after, before: asked.before };
  const page =
    count === 0
      ? { rows: [], earlier: false, later: false }
      : await pageOfMembers(db, who, narrowing, { order: asked.order, place, alike });
  return { ...page, count: { shown: Math.min(count, countedTo), more: count > countedTo }, alike };
}

/** A search in the one spelling in which names are kept for it; more than six words tell no more. */
const wordsOf = (typed: string): string[] => fold(typed.slice(0, 200)).split(" ").filter(Boolean).slice(0, 6);
