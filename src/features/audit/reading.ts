import { audit } from "../../platform/audit/audit.ts";
import { type Asked, type Entry, pageOfEntries, type PageOfEntries } from "../../platform/audit/entries.ts";
import { currentIds, idsOf } from "../../platform/audit/person.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { Forbidden } from "../../platform/errors.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import type { Actor } from "../../platform/http/actor.ts";
import { type HeldPost, postsHeld } from "../members/index.ts";
import { canReadAll } from "./policy.ts";
import { monthsBefore, monthsToRead } from "./rules.ts";

type Parts = Pick<FeatureParts, "db" | "tracesOf">;

/** So many entries of a file are held at a time. */
const rowsAtOnce = 500;

/** What the address of the page asks for; `people` are ids, several where a family shares the contact that was given. */
export type Question = Omit<Asked, "person"> & { people: string[] };

/** Stands for a hub that is not there, and so has no entries: nothing is found rather than everything. */
export const noHub = "00000000-0000-0000-0000-000000000000";

export type Told = PageOfEntries & { posts: Posts };

/** The posts of those whom entries name, by the id by which they name them. */
export type Posts = Map<string, HeldPost[]>;

/** Reads a page of everything that was done, for an administrator; that it was read is kept in the same transaction. */
export const readEntries = ({ db, tracesOf }: Parts, who: Actor, asked: Question, now: Date): Promise<Told> =>
  db.transaction().execute(async (tx) => {
    if (!canReadAll(who)) throw new Forbidden();
    const page = await pageOfEntries(tx, await narrowedTo(tx, tracesOf, asked));
    await keepReading(tx, who, asked, now);
    return { ...page, posts: await postsIn(tx, page.rows) };
  });

/** Everything that the pages of this question tell, one after another, for a file; whoever sends it writes that down. */
export async function* everyEntry(
  { tracesOf }: Pick<Parts, "tracesOf">,
  tx: Tx,
  asked: Question,
): AsyncGenerator<Told> {
  const narrowed = await narrowedTo(tx, tracesOf, asked);
  let after: number | undefined;
  do {
    const page = await pageOfEntries(tx, { ...narrowed, before: undefined, after }, rowsAtOnce);
    yield { ...page, posts: await postsIn(tx, page.rows) };
    after = page.later ? page.rows.at(-1)?.id : undefined;
  } while (after !== undefined);
}

async function narrowedTo(
  tx: Tx,
  tracesOf: Parts["tracesOf"],
  { people, ...rest }: Question,
): Promise<Asked> {
  const ids: string[] = [];
  for (const each of people) ids.push(...(await idsOf(tx, each)));
  const traces = (await Promise.all(people.map((each) => tracesOf(tx, each)))).flat();
  return { ...rest, person: people.length > 0 ? { ids, traces, acts: "theirs_too" } : undefined };
}

async function keepReading(tx: Tx, who: Actor, asked: Question, now: Date) {
  const { act, since, until } = asked;
  const narrowed = Object.values({ act, since, until }).some(Boolean);
  const fields = narrowed ? { personal: { person: null, fields: { act, since, until } } } : {};
  for (const entry of readingOf(who, "audit.read", asked)) await audit(tx, { ...entry, ...fields }, now);
}

/** What is written down of a reading: an entry for each person asked for, so that they find it; else one for the whole. */
export function readingOf(who: Actor, act: "audit.read" | "audit.export", { people, hub }: Question) {
  const subjects =
    people.length > 0 ? people.map((id) => ({ kind: "person", id })) : [{ kind: "audit", id: "entries" }];
  return subjects.map((subject) => ({
    actor: who.id,
    act,
    subject,
    hub: hub === undefined || hub === noHub ? null : hub,
  }));
}

/** Reads a page of what others did to this person or read of them, for the person. */
export async function readReaders(
  { db, tracesOf }: Parts,
  who: Actor,
  place: Pick<Asked, "after" | "before">,
  now: Date,
): Promise<Told> {
  const traces = await tracesOf(db, who.id);
  const person = { ids: await idsOf(db, who.id), traces, acts: "others_only" as const };
  const page = await pageOfEntries(db, { ...place, person, since: monthsBefore(now, monthsToRead) });
  return { ...page, posts: await postsIn(db, page.rows) };
}

async function postsIn(db: Db, rows: Entry[]): Promise<Posts> {
  const named = rows.flatMap(({ actor_id, subject_kind, subject_id }) => [
    ...(actor_id ? [actor_id] : []),
    ...(subject_kind === "person" ? [subject_id] : []),
  ]);
  const ids = await currentIds(db, [...new Set(named.filter((each) => anId.test(each)))]);
  const held = Map.groupBy(await postsHeld(db, [...new Set(ids.values())]), (each) => each.person_id);
  return new Map([...ids].map(([then, now]) => [then, held.get(now) ?? []]));
}

// An entry stays for ever, so one that was written with something else must not break the page for ever.
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
