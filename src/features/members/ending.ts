import { audit } from "../../platform/audit/audit.ts";
import { dayIn } from "../../platform/day.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { formatDate } from "../../platform/i18n/format.ts";
import { type Language, speak } from "../../platform/i18n/language.ts";
import { holdPerson, remindLast } from "../consents/index.ts";
import { getHub, type Hub, hubName } from "../hubs/index.ts";
import { addressOf, getPerson, listContacts } from "../people/index.ts";
import { daysWaiting, lastDayWaiting, warningDays, warningsDue } from "./rules.ts";
import { isHeld } from "./rules/posts.ts";
import {
  changeStatus,
  lockMembership,
  markWarned,
  type Membership,
  membershipsOf,
  waitingSince,
} from "./store/memberships.ts";
import { postsOf } from "./store/posts.ts";

/** Forgets a person in every room of the house; `app.ts` knows them all. */
export type Erase = (tx: Tx, person: string, now: Date) => Promise<void>;

const daysAgo = (days: number, now: Date): Date => new Date(now.getTime() - days * 86_400_000);

/**
 * Ends waiting to which nobody answered for 30 days: whoever belongs nowhere else is erased, the others leave that hub.
 * Each in a transaction of its own, so that one failure keeps nobody else waiting.
 */
export async function endWaiting(db: Db, erase: Erase, now: Date): Promise<void> {
  for (const each of await waitingSince(db, daysAgo(daysWaiting, now)))
    await db.transaction().execute((tx) => endOne(tx, each, erase, now));
}

async function endOne(tx: Tx, whose: Membership, erase: Erase, now: Date): Promise<void> {
  const waiting = await lockWaiting(tx, whose, now);
  if (!waiting || waiting.today <= waiting.lastDay) return;
  const { row } = waiting;
  const { id, person_id, hub_id } = row;
  const subject = { kind: "membership", id };
  await audit(tx, { actor: null, act: "members.end_waiting", subject, hub: hub_id }, now);
  const elsewhere = (await membershipsOf(tx, person_id)).some(
    (each) => each.hub_id !== hub_id && each.status !== "left",
  );
  const onDuty = (await postsOf(tx, person_id)).some((each) => isHeld(each, now));
  if (!elsewhere && !onDuty) return erase(tx, person_id, now);
  await changeStatus(tx, { membership: id, from: row.status, to: "left", by: null }, now);
}

type Waiting = { row: Membership; hub: Hub; lastDay: string; today: string };

/** Somebody who still waits in a hub, with their last day by its calendar. */
async function lockWaiting(
  tx: Tx,
  { person_id, hub_id }: Membership,
  now: Date,
): Promise<Waiting | undefined> {
  await holdPerson(tx, person_id); // before the membership, as whoever answers does
  const row = await lockMembership(tx, person_id, hub_id);
  if (row?.status !== "waiting_for_consent") return undefined;
  const hub = found(await getHub(tx, hub_id));
  const lastDay = lastDayWaiting(dayIn(hub.time_zone, row.status_at));
  return { row, hub, lastDay, today: dayIn(hub.time_zone, now) };
}

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

/**
 * Says before waiting ends that it will: to the young person twice, and once to the guardian they named who has not
 * answered. Safe to repeat: each is said once.
 */
export async function warnWaiting(parts: Parts, now: Date): Promise<void> {
  for (const each of await waitingSince(parts.db, daysAgo(daysWaiting - warningDays[0] - 1, now)))
    await parts.db.transaction().execute((tx) => warnOne(tx, parts, each, now));
}

async function warnOne(tx: Tx, parts: Parts, whose: Membership, now: Date): Promise<void> {
  const waiting = await lockWaiting(tx, whose, now);
  if (!waiting || waiting.today > waiting.lastDay) return;
  const { row, hub, lastDay, today } = waiting;
  const due = warningsDue(lastDay, today);
  if (row.warned >= due) return;
  await markWarned(tx, row.id, due);
  await remindLast(tx, parts, { person: row.person_id, lastDay }, now);
  const person = found(await getPerson(tx, row.person_id));
  const [contact] = await listContacts(tx, person.id);
  if (!contact) return;
  const language = person.language as Language;
  const last = speak(language, () => formatDate(lastDay));
  const data = { given_name: person.given_name, hub: hubName(hub, language), last };
  const notice = { kind: "consent_waiting", data, to: addressOf(contact) } as const;
  await parts.notices.send(tx, { ...notice, person: person.id, language }, now);
}
