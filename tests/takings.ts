import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { candidatesFor, type HubTask, insistOn, mayTake } from "../src/features/protection/permits.ts";
import {
  askingTags,
  barredTags,
  type Candidate,
  type Path,
  paths,
  type Task,
  type Verdict,
  verdictFor,
} from "../src/features/protection/rules/tasks.ts";
import type { PersonContract } from "../src/platform/feature.ts";
import type { Db } from "../src/platform/db/pool.ts";

/** The rule by which a room lets people take tasks; another one than the house's is a broken one. */
export type Rule = (task: Task, candidate: Candidate) => Verdict;

/** Somebody comes to a task by a path: `after` hours have gone by since, before any job has looked; it begins `ahead` days later. */
export type Try = { path: Path; tags: string[]; lowest_age: number | null; after: number; ahead: number };

export const anyTry: fc.Arbitrary<Try> = fc.record({
  path: fc.constantFrom(...paths),
  tags: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...barredTags).map((tag): string[] => [tag]) },
    { weight: 2, arbitrary: fc.subarray<string>([...askingTags]) },
    { weight: 1, arbitrary: fc.constant<string[]>(["diving"]) },
  ),
  lowest_age: fc.constantFrom(null, null, 16, 18),
  after: fc.constantFrom(0, 0, 1, 24, 24 * 400),
  ahead: fc.constantFrom(0, 0, 1, 30),
});

type Taken = { person: string; task: HubTask; path: Path };

/**
 * A room with tasks as a later feature will be: asks before anybody takes one, keeps what was taken, and asks again when
 * what was agreed to or an age changes. With a `rule` of its own it is a room that forgot something.
 */
export function openRoom(db: Db, rule?: Rule) {
  const taken: Taken[] = [];

  async function allowed(person: string, task: HubTask, path: Path, now: Date): Promise<boolean> {
    if (rule) {
      const candidate = (await candidatesFor(db, [person], task, path, now)).get(person);
      return candidate !== undefined && rule(task, candidate).may;
    }
    const way = { path, by: null };
    const taking = await db.transaction().execute((tx) => mayTake(tx, person, task, way, now));
    return taking.may && insistOn(taking.permit).person === person;
  }

  async function askAgain(tx: Db, person: string, now: Date): Promise<void> {
    for (const each of taken.filter((one) => one.person === person)) {
      const candidate = (await candidatesFor(tx, [person], each.task, each.path, now)).get(person);
      const may = candidate && (rule ?? verdictFor)(each.task, candidate).may;
      if (!may) taken.splice(taken.indexOf(each), 1);
    }
  }

  const contract: Pick<PersonContract, "merge" | "onConsentChange" | "onAgeChange"> = {
    merge: async (tx, from, into, now) => {
      for (const each of taken) if (each.person === from) each.person = into;
      await askAgain(tx, into, now);
    },
    onConsentChange: askAgain,
    onAgeChange: askAgain,
  };

  const take = async (person: string, hub: string, tried: Try, now: Date): Promise<Taken | undefined> => {
    const first = new Date(now.getTime() + tried.ahead * 86_400_000).toLocaleDateString("sv-SE", {
      timeZone: "Asia/Almaty",
    });
    const { tags, lowest_age, path } = tried;
    const task = { id: randomUUID(), hub_id: hub, tags, lowest_age, first_day: first };
    if (!(await allowed(person, task, path, now))) return undefined;
    const mine = { person, task, path };
    taken.push(mine);
    return mine;
  };

  return { taken, take, contract };
}
export type Room = ReturnType<typeof openRoom>;

/** What the rows alone say against it that somebody holds a task now; asked of nothing that the house decides by. */
export async function against(db: Db, { person, task, path }: Taken, now: Date): Promise<string | undefined> {
  const rows = await db
    .selectFrom("members.membership as membership")
    .innerJoin("hubs.hub as hub", "hub.id", "membership.hub_id")
    .innerJoin("people.person as person", "person.id", "membership.person_id")
    .select(["hub.id", "hub.consent_age", "hub.time_zone", "membership.status", "person.birth_date"])
    .where("membership.person_id", "=", person)
    .where("membership.status", "<>", "left")
    .execute();
  const here = rows.find(({ id }) => id === task.hub_id);
  if (!here || here.status === "waiting_for_consent") return "who is not here takes a task";
  const born = here.birth_date ?? "9999";
  const since = (years: number) => `${Number(born.slice(0, 4)) + years}${born.slice(4)}`;
  const today = (zone: string) => now.toLocaleDateString("sv-SE", { timeZone: zone });
  const day = path === "check_in" ? [task.first_day, today(here.time_zone)].sort()[0]! : task.first_day;
  const known = [...barredTags, ...askingTags] as readonly string[];
  if (!task.tags.every((tag) => known.includes(tag))) return "a task nobody understands is taken";
  if (barredTags.some((tag) => task.tags.includes(tag)) && since(18) > day)
    return "a minor takes a barred task";
  if (task.lowest_age !== null && since(task.lowest_age) > day) return "somebody too young takes a task";
  const ledger = await db
    .selectFrom("consents.consent")
    .selectAll()
    .where("person_id", "=", person)
    .orderBy("id", "desc")
    .execute();
  for (const purpose of ["data", ...task.tags])
    for (const { consent_age, time_zone } of rows) {
      if (barredTags.some((tag) => tag === purpose)) continue;
      const last = (by: string) => ledger.find((row) => row.purpose === purpose && row.given_by === by);
      const stands = (row: (typeof ledger)[number] | undefined) =>
        row?.answer === "agreed" && !row.withdrawn_at && row.ends_on > today(time_zone);
      const grown = since(18) <= today(time_zone);
      const child = since(consent_age) > today(time_zone) || purpose !== "data";
      const by = grown ? "person" : child || !last("person") ? "guardian" : "person";
      if (!stands(last(by))) return `a task is taken without agreement to ${purpose}`;
    }
  return undefined;
}
