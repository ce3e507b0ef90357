import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { lastReminder, remindersDue, requestState, terms } from "../rules/asking.ts";
import { mayRemind } from "../rules/board.ts";
import { askedOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { getGuardian, type Guardian } from "../store/guardians.ts";
import { holdPerson } from "../store/ledger.ts";
import { addReminder, askingAbout } from "../store/reminders.ts";
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
import { sendLink, sendRenewal } from "../telling.ts";
import { newLink, tokenOf } from "./links.ts";

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
  const token = tokenOf(keys, request);
  const guardian = await getGuardian(tx, request.guardian_id);
  const subject = await findSubject(tx, request.person_id);
  await markReminded(tx, id, due);
  if (!token || !guardian || guardian.ended_at || !subject) return;
  await addReminder(tx, { person: subject.id, to: "guardian", by: null }, now);
  await sendAgain(tx, notices, { request, guardian, subject, token }, now);
}

type Again = { request: Request; guardian: Guardian; subject: Subject; token: string };

/** Sends a link once more, with the words it was sent with: what ends, or everything that is asked. */
export async function sendAgain(
  tx: Tx,
  notices: Parts["notices"],
  { request, ...link }: Again,
  now: Date,
): Promise<void> {
  const { purposes } = request;
  if (purposes) await sendRenewal(tx, { notices }, { ...link, again: true, purposes }, now);
  else await sendLink(tx, { notices }, { ...link, again: true }, now);
}

/**
 * Reminds the guardian whom somebody named a last time, in the caller's transaction, which holds the person: of a link
 * that is over a new one is sent. Whoever has answered is left in peace, and nobody is reminded so twice.
 */
export async function remindLast(
  tx: Tx,
  { keys, notices }: Pick<Parts, "keys" | "notices">,
  { person, lastDay }: { person: string; lastDay: string },
  now: Date,
): Promise<void> {
  const found = await findUnanswered(tx, person, now);
  if (!found) return;
  const { request, ...whose } = found;
  const whole = requestState(request, now) === "open" && !request.purposes;
  const open = whole ? tokenOf(keys, request) : undefined;
  if (open) await markReminded(tx, request.id, lastReminder);
  else await endRequests(tx, person, now);
  const ids = { person_id: person, guardian_id: request.guardian_id };
  const token = open ?? (await newLink(tx, keys, { ...ids, reminded: lastReminder }, now));
  await addReminder(tx, { person, to: "guardian", by: null }, now);
  await sendLink(tx, { notices }, { ...whose, token, again: true, lastDay }, now);
}

/** The guardian who was asked last, has not answered, was not reminded a last time, and still has to agree. */
async function findUnanswered(tx: Tx, person: string, now: Date) {
  const request = await newestRequest(tx, person);
  if (!request || request.answered_at || request.reminded === lastReminder) return undefined;
  const guardian = await getGuardian(tx, request.guardian_id);
  const subject = await findSubject(tx, person);
  if (!guardian || guardian.ended_at || !subject) return undefined;
  const asked = askedOf("guardian", strictest(subject, now)).includes("data");
  return asked ? { request, guardian, subject } : undefined;
}
