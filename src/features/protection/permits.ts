import { dayIn } from "../../platform/day.ts";
import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { type Agreeing, agreeingNow, holdPeople } from "../consents/index.ts";
import { ageOn } from "../people/index.ts";
import {
  type Candidate,
  dayThatCounts,
  needable,
  type Needed,
  type Path,
  type Refusal,
  type Task,
  type Verdict,
  verdictFor,
} from "./rules/tasks.ts";

/** A task of a hub, as the room that keeps it knows it. */
export type HubTask = Task & { id: string; hub_id: string };

declare const ours: unique symbol;

/**
 * Shows that this person was just now allowed this task by this way. Only `mayTake` and `mayAllTake` give one out: a room
 * whose store asks for a permit cannot forget to ask, nor write down another person or task than was asked about.
 */
export type Permit = Readonly<{ person: string; task: string; path: Path; at: Date; [ours]: true }>;

const given = new WeakSet<object>();

function givePermit(permit: Omit<Permit, typeof ours>): Permit {
  given.add(Object.freeze(permit));
  return permit as Permit;
}

/** For a store that writes down who takes a task: throws where what it is handed was never given out here. */
export function insistOn(permit: Permit): Permit {
  if (!given.has(permit)) throw new TypeError("somebody would take a task without a permit");
  return permit;
}

export type Taking = { may: true; permit: Permit } | Refusal;
type Way = {
  path: Path;
  /** Who does it, for the record of acts; null for the house itself. */
  by: string | null;
};

/** Lets somebody take a task, or says why not; a refusal is written down in the same transaction. */
export async function mayTake(tx: Tx, person: string, task: HubTask, way: Way, now: Date): Promise<Taking> {
  const taking = (await mayAllTake(tx, [person], task, way, now)).get(person);
  return taking ?? { may: false, reason: "not_here" };
}

/**
 * The same for many at once, in as many questions as for one. Holds them until the transaction ends, so that no agreement
 * is withdrawn between the answer and what it allowed: ask before taking locks of your own.
 */
export async function mayAllTake(
  tx: Tx,
  people: readonly string[],
  task: HubTask,
  { path, by }: Way,
  now: Date,
): Promise<Map<string, Taking>> {
  await holdPeople(tx, people);
  const takings = new Map<string, Taking>();
  for (const [person, verdict] of await whoMayTake(tx, people, task, path, now)) {
    if (verdict.may)
      takings.set(person, { ...verdict, permit: givePermit({ person, task: task.id, path, at: now }) });
    else {
      takings.set(person, verdict);
      const { may: _no, ...why } = verdict;
      const personal = { person, fields: { ...why, path, task: task.id } };
      const entry = { actor: by, act: "protection.refuse", subject: { kind: "person", id: person } } as const;
      await audit(tx, { ...entry, hub: task.hub_id, personal }, now);
    }
  }
  return takings;
}

/** Who of these might take a task, for lists that show it: nothing is written down, and it lets nobody in. */
export async function whoMayTake(
  db: Db,
  people: readonly string[],
  task: HubTask,
  path: Path,
  now: Date,
): Promise<Map<string, Verdict>> {
  const candidates = await candidatesFor(db, people, task, path, now);
  return new Map([...candidates].map(([id, candidate]) => [id, verdictFor(task, candidate)]));
}

/** What is known of these people for a task, by the calendar of its hub and the server's clock; of strangers nothing. */
export async function candidatesFor(
  db: Db,
  people: readonly string[],
  task: HubTask,
  path: Path,
  now: Date,
): Promise<Map<string, Candidate>> {
  const known = await agreeingNow(db, people, needable, now);
  const stranger: Candidate = { age: NaN, status: undefined, agreed: [] };
  return new Map(
    people.map((id) => {
      const person = known.get(id);
      return [id, person ? candidateOf(person, task, path, now) : stranger] as const;
    }),
  );
}

function candidateOf(
  { birth_date, hubs, agreed }: Agreeing<Needed>,
  task: HubTask,
  path: Path,
  now: Date,
): Candidate {
  const here = hubs.find(({ hub_id }) => hub_id === task.hub_id);
  if (!here) return { age: NaN, status: undefined, agreed: [] };
  const day = dayThatCounts(path, task.first_day, dayIn(here.time_zone, now));
  return { age: ageOn(birth_date, day), status: here.status, agreed };
}
