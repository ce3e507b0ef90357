import { audit } from "../../../platform/audit/audit.ts";
import { dayIn } from "../../../platform/day.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { holdPeople } from "../../consents/index.ts";
import type { Hub } from "../../hubs/index.ts";
import { ageOn } from "../../people/index.ts";
import { canHandle, canRecordFor } from "../policy.ts";
import {
  clearedOn as clearedBy,
  endOf,
  type Kind,
  type Recorded,
  recordProblem,
  type RecordProblem,
} from "../rules/clearances.ts";
import { type Adult, findAdult, type Here } from "../store/adults.ts";
import { addClearance, birthDatesOf, clearancesOf, endClearance, type Row } from "../store/clearances.ts";

/**
 * What these people are cleared by on a day, and what is missing; of many as of one. Nobody below 18 on that day, and
 * nobody unknown, is cleared by anything.
 */
export async function clearedOn(
  db: Db,
  people: readonly string[],
  day: string,
): Promise<Map<string, { valid: Kind[]; missing: Kind[] }>> {
  const born = await birthDatesOf(db, people);
  const rows = await clearancesOf(db, people);
  return new Map(
    people.map((id) => {
      const age = ageOn(born.get(id) ?? "", day);
      return [id, clearedBy({ age }, rows.get(id) ?? [], day)] as const;
    }),
  );
}

export const hereAt = (hub: Pick<Hub, "id" | "time_zone">, now: Date): Here => ({
  hub: hub.id,
  day: dayIn(hub.time_zone, now),
  now,
});

export type Cleared = { adult: Adult; rows: Row[]; own: boolean };

/** Opens what an adult of a hub is cleared by. That it was read is written down. */
export const openAdult = (db: Db, who: Actor, hub: Hub, person: string, now: Date): Promise<Cleared> =>
  db.transaction().execute(async (tx) => {
    const adult = await adultOf(tx, who, hub, person, now);
    const rows = (await clearancesOf(tx, [person])).get(person) ?? [];
    const entry = { actor: who.id, act: "protection.read", subject: { kind: "person", id: person } } as const;
    if (person !== who.id) await audit(tx, { ...entry, hub: hub.id }, now);
    return { adult, rows, own: person === who.id };
  });

const adultOf = async (tx: Tx, who: Actor, hub: Hub, person: string, now: Date): Promise<Adult> =>
  found(await findAdult(tx, hereAt(hub, now), person), () => canHandle(who, hub));

export type Recording = { kind: "recorded" } | { kind: "refused"; reason: RecordProblem };

/** Records what somebody has seen of another adult's. The same again changes nothing. */
export const recordClearance = (
  db: Db,
  who: Actor,
  { hub, person, ...recorded }: Recorded & { hub: Hub; person: string },
  now: Date,
): Promise<Recording> =>
  db.transaction().execute(async (tx) => {
    await holdPeople(tx, [person]);
    await adultOf(tx, who, hub, person, now);
    if (!canRecordFor(who, hub, person)) throw new Forbidden();
    const reason = recordProblem(recorded, dayIn(hub.time_zone, now));
    if (reason) return { kind: "refused", reason };
    const { kind, document, from: valid_from } = recorded;
    const rows = (await clearancesOf(tx, [person])).get(person) ?? [];
    const again = rows.some((row) => isSame(row, recorded));
    if (again) return { kind: "recorded" };
    const row = { person_id: person, kind, document, valid_from, ends_on: endOf(kind, valid_from) };
    await addClearance(tx, { ...row, at: now, recorded_by: who.id, code_id: null });
    const entry = {
      actor: who.id,
      act: "protection.record",
      subject: { kind: "person", id: person },
    } as const;
    await audit(tx, { ...entry, hub: hub.id, personal: { person, fields: recorded } }, now);
    return { kind: "recorded" };
  });

const isSame = (row: Row, { kind, document, from }: Recorded): boolean =>
  !row.withdrawn && row.kind === kind && row.document === document && row.valid_from === from;

/** Withdraws a clearance, with the reason, at once and for every day. Safe to repeat. */
export const withdrawClearance = (
  db: Db,
  who: Actor,
  { hub, person, id, reason }: { hub: Hub; person: string; id: string; reason: string },
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await adultOf(tx, who, hub, person, now);
    if (!canRecordFor(who, hub, person)) throw new Forbidden();
    const rows = (await clearancesOf(tx, [person])).get(person) ?? [];
    const row = found(rows.find((each) => each.id === id));
    if (!(await endClearance(tx, { id, by: who.id, reason }, now))) return;
    const personal = { person, fields: { kind: row.kind, reason } };
    const entry = {
      actor: who.id,
      act: "protection.withdraw",
      subject: { kind: "person", id: person },
    } as const;
    await audit(tx, { ...entry, hub: hub.id, personal }, now);
  });
