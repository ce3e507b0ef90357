import { audit } from "../../../platform/audit/audit.ts";
import { once } from "../../../platform/db/once.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { listContacts } from "../../people/index.ts";
import { canHandle } from "../policy.ts";
import { requestState } from "../rules/asking.ts";
import { type Due, mayRemind, type Outcome, outcomes, reminderDue, soonFrom } from "../rules/board.ts";
import { askedOf, type Giver, lastOf, wordOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { guardiansOf } from "../store/guardians.ts";
import { holdPerson, ledgerOf } from "../store/ledger.ts";
import { addReminder, askingAbout } from "../store/reminders.ts";
import { endRequests, newestRequest } from "../store/requests.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { sendLink, tellPerson } from "../telling.ts";
import { newLink, tokenOf } from "./links.ts";
import { sendAgain } from "./remind.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

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
    if (!canHandle(who, hub)) throw new NotFound();
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
async function writeToGuardian(
  tx: Tx,
  { keys, notices }: Parts,
  subject: Subject,
  now: Date,
): Promise<boolean> {
  const guardian = (await guardiansOf(tx, subject.id)).find((each) => each.ended_at === null);
  if (!guardian) return false;
  const request = await newestRequest(tx, subject.id);
  const works = request?.guardian_id === guardian.id && requestState(request, now) === "open";
  const open = works ? tokenOf(keys, request) : undefined;
  if (request && open) {
    await sendAgain(tx, notices, { request, guardian, subject, token: open }, now);
    return true;
  }
  await endRequests(tx, subject.id, now);
  const token = await newLink(tx, keys, { person_id: subject.id, guardian_id: guardian.id }, now);
  await sendLink(tx, { notices }, { guardian, subject, token, again: true }, now);
  return true;
}
