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

/** What the address of the page asks for; `people` are ids, several where a family shares the contact that was given. */
export type Question = Omit<Asked, "person"> & { people: string[] };

export type Told = PageOfEntries & { posts: Posts };

/** The posts of those whom entries name, by the id by which they name them. */
export type Posts = Map<string, HeldPost[]>;

/** Reads a page of everything that was done, for an administrator; that it was read is kept in the same transaction. */
export const readEntries = ({ db, tracesOf }: Parts, who: Actor, asked: Question, now: Date): Promise<Told> =>
  db.transaction().execute(async (tx) => {
    if (!canReadAll(who)) throw new Forbidden();
    const { people, ...rest } = asked;
    const ids: string[] = [];
    for (const each of people) ids.push(...(await idsOf(tx, each)));
    const traces = (await Promise.all(people.map((each) => tracesOf(tx, each)))).flat();
    const person = people.length > 0 ? { ids, traces, acts: "theirs_too" as const } : undefined;
    const page = await pageOfEntries(tx, { ...rest, person });
    await keepReading(tx, who, asked, now);
    return { ...page, posts: await postsIn(tx, page.rows) };
  });

/** One entry for each person whose entries were asked for, so that they find it; else one for the whole. */
async function keepReading(tx: Tx, who: Actor, { people, act, hub, since, until }: Question, now: Date) {
  const asked = { act, since, until };
  const fields = Object.values(asked).some(Boolean) ? { personal: { person: null, fields: asked } } : {};
  const subjects =
    people.length > 0 ? people.map((id) => ({ kind: "person", id })) : [{ kind: "audit", id: "entries" }];
  for (const subject of subjects)
    await audit(tx, { actor: who.id, act: "audit.read", subject, hub: hub ?? null, ...fields }, now);
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
