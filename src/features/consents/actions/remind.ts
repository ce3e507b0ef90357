import { audit } from "../../../platform/audit/audit.ts";
import { once } from "../../../platform/db/once.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type Keys, unseal } from "../../../platform/keys.ts";
import { listContacts } from "../../people/index.ts";
import { canRemind } from "../policy.ts";
import { remindersDue, requestState, terms } from "../rules/asking.ts";
import { type Due, mayRemind, type Outcome, outcomes, reminderDue, soonFrom } from "../rules/board.ts";
import { askedOf, type Giver, lastOf, wordOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { getGuardian, guardiansOf } from "../store/guardians.ts";
import { holdPerson, ledgerOf } from "../store/ledger.ts";
import { addReminder, type Asking, askingFor } from "../store/reminders.ts";
import {
  endRequests,
  lockRequest,
  markReminded,
  newestRequest,
  openSince,
  type Request,
  wipeLinks,
} from "../store/requests.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { sendLink, tellPerson } from "../telling.ts";
import { newLink } from "./ask.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

/** Sends links again that nobody has answered after three and after seven days. Safe to repeat: each is sent once. */
export async function remindGuardians(parts: Parts, now: Date): Promise<void> {
  const [first] = terms.reminder_days;
  const before = new Date(now.getTime() - first * 86_400_000);
  for (const { id, person_id } of await openSince(parts.db, before, terms.reminder_days.length))
    await parts.db.transaction().execute(async (tx) => {
      await holdPerson(tx, person_id);
      await remindOne(tx, parts, id, now);
    });
  await wipeLinks(parts.db, now);
}

async function remindOne(tx: Tx, { keys, notices }: Parts, id: string, now: Date): Promise<void> {
  const request = await lockRequest(tx, id);
  const due = request ? remindersDue(request.asked_at, now) : 0;
  if (!request || requestState(request, now) !== "open" || request.reminded >= due) return;
  // Whoever was reminded by somebody just now is written to later.
  if (!mayRemind((await askingAbout(tx, request.person_id, now)).reminded_at, now)) return;
  await markReminded(tx, id, due);
  await sendAgain(tx, { keys, notices }, request, now);
}

async function sendAgain(tx: Tx, { keys, notices }: Omit<Parts, "db">, request: Request, now: Date) {
  const token = tokenOf(keys, request);
  const guardian = await getGuardian(tx, request.guardian_id);
  const subject = await findSubject(tx, request.person_id);
  if (!token || !guardian || guardian.ended_at || !subject) return;
  await addReminder(tx, { person: subject.id, to: "guardian", by: null }, now);
  await sendLink(tx, { notices }, { guardian, subject, token, again: true }, now);
}

const tokenOf = (keys: Keys, { id, sealed }: Request): string | undefined =>
  sealed ? unseal(keys.links, sealed, `request ${id}`) : undefined;

type Chosen = { hub: string; people: string[]; operation: string };
export type Reminding = Record<Outcome, number>;

/**
 * Asks once more about each of these people of a hub: the guardian by a link that works, or the person themselves. Nobody
 * is written to again within three days, and nobody who said no. Sent again, it gives the first answer and sends nothing.
 */
export const remindChosen = (
  parts: Parts,
  who: Actor,
  { hub, people, operation }: Chosen,
  now: Date,
): Promise<Reminding> =>
  parts.db.transaction().execute(async (tx) => {
    if (!canRemind(who, hub)) throw new NotFound();
    return once(tx, { id: operation, person: who.id, act: "consents.remind" }, now, async () => {
      const told = Object.fromEntries(outcomes.map((each) => [each, 0])) as Reminding;
      // In one order, so that two who remind the same people never wait for each other.
      for (const person of [...new Set(people)].sort())
        told[await remindAbout(tx, parts, who, { hub, person }, now)] += 1;
      return told;
    });
  });

async function remindAbout(
  tx: Tx,
  parts: Parts,
  who: Actor,
  { hub, person }: { hub: string; person: string },
  now: Date,
): Promise<Outcome> {
  await holdPerson(tx, person);
  const subject = await findSubject(tx, person);
  const belongs = subject?.hubs.find((each) => each.hub_id === hub);
  if (!subject || !belongs) return "gone";
  const due = await dueFor(tx, subject, belongs.status === "waiting_for_consent", now);
  if (due !== "guardian" && due !== "person") return due;
  const asking = await askingAbout(tx, person, now);
  if (!mayRemind(asking.written_at, now)) return "too_soon";
  const to = asking.guardian === "none" ? "person" : due;
  if (!(await write(tx, parts, { subject, to, due }, now))) return "no_contact";
  await addReminder(tx, { person, to, by: who.id }, now);
  await audit(
    tx,
    { actor: who.id, act: "consents.remind", subject: { kind: "person", id: person }, hub },
    now,
  );
  return to;
}

/** Writes the letter; answers false where there is nobody to write to. */
async function write(
  tx: Tx,
  parts: Parts,
  { subject, to, due }: { subject: Subject; to: Giver; due: Giver },
  now: Date,
): Promise<boolean> {
  if (to === "guardian") return writeToGuardian(tx, parts, subject, now);
  if ((await listContacts(tx, subject.id)).length === 0) return false;
  await tellPerson(tx, parts, subject, due === "guardian" ? "unnamed" : "ending", now);
  return true;
}

const askingAbout = async (tx: Tx, person: string, now: Date): Promise<Asking> =>
  (await askingFor(tx, [person], now)).get(person) ?? {
    guardian: "none",
    written_at: null,
    reminded_at: null,
  };

async function dueFor(tx: Tx, subject: Subject, waits: boolean, now: Date): Promise<Due> {
  const age = strictest(subject, now);
  const ledger = await ledgerOf(tx, subject.id);
  const wordsOf = (by: Giver) =>
    askedOf(by, age).map((purpose) => ({
      purpose,
      word: wordOf(ledger, purpose, by, age.day),
      ends_on: lastOf(ledger, purpose, by)?.ends_on,
    }));
  return reminderDue(waits, { guardian: wordsOf("guardian"), person: wordsOf("person") }, soonFrom(now));
}

/** Sends the link that still works, or a new one where none does. */
async function writeToGuardian(tx: Tx, parts: Parts, subject: Subject, now: Date): Promise<boolean> {
  const guardian = (await guardiansOf(tx, subject.id)).find((each) => each.ended_at === null);
  if (!guardian) return false;
  const request = await newestRequest(tx, subject.id);
  const works = request?.guardian_id === guardian.id && requestState(request, now) === "open";
  let token = works ? tokenOf(parts.keys, request) : undefined;
  if (!token) {
    await endRequests(tx, subject.id, now);
    token = await newLink(tx, parts.keys, { person_id: subject.id, guardian_id: guardian.id }, now);
  }
  await sendLink(tx, parts, { guardian, subject, token, again: true }, now);
  return true;
}
