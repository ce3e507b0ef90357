import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { ageOn } from "../../people/index.ts";
import { requestState } from "../rules/asking.ts";
import { askedAnew, endingSoon, renewalDays } from "../rules/renewing.ts";
import type { Giver } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { getGuardian } from "../store/guardians.ts";
import { holdPerson, ledgerOf, markAskedAnew, peopleWithEnding, type Row } from "../store/ledger.ts";
import { endRequests, newestRequest } from "../store/requests.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { sendRenewal, tellEnding } from "../telling.ts";
import { newLink } from "./links.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

/**
 * Asks anew, thirty days before an agreement ends: the guardian by a link that shows what ends and nothing else, the
 * person where it is theirs to say. Safe to repeat: each answer is asked for once. Without an answer it ends on its day.
 */
export async function askAnew(parts: Parts, now: Date): Promise<void> {
  // A day ahead of UTC, for the calendar that counts is that of the person's hubs.
  const day = new Date(now.getTime() + (renewalDays + 1) * 86_400_000).toISOString().slice(0, 10);
  for (const person of await peopleWithEnding(parts.db, day))
    await parts.db.transaction().execute((tx) => askOne(tx, parts, person, now));
}

async function askOne(tx: Tx, parts: Parts, person: string, now: Date): Promise<void> {
  await holdPerson(tx, person);
  const subject = await findSubject(tx, person);
  if (!subject || subject.hubs.length === 0) return;
  const rows = await toAskFor(tx, subject, now);
  const own = rows.person;
  if (own.length > 0) await tellEnding(tx, parts, { subject, rows: own }, now);
  const theirs = await askGuardian(tx, parts, { subject, rows: rows.guardian }, now);
  const asked = [...own, ...theirs].map((row) => row.id);
  if (asked.length === 0) return;
  await markAskedAnew(tx, asked, now);
  const about = { kind: "person", id: person };
  await audit(tx, { actor: null, act: "consents.ask_anew", subject: about }, now);
}

/** What ends soon and was not yet asked for, by whoever decides about it from then on. */
async function toAskFor(tx: Tx, subject: Subject, now: Date): Promise<Record<Giver, Row[]>> {
  const { day, consent_age } = strictest(subject, now);
  const ledger = await ledgerOf(tx, subject.id);
  const rows = endingSoon(ledger, day).filter((row) => row.asked_anew_at === null);
  const of = (giver: Giver) =>
    rows.filter((row) => {
      const then = { age: ageOn(subject.birth_date, row.ends_on), consent_age };
      return askedAnew(ledger, row, then) === giver;
    });
  return { person: of("person"), guardian: of("guardian") };
}

/** Sends one guardian a new link; while another one is on its way everybody else waits for its end. */
async function askGuardian(
  tx: Tx,
  parts: Parts,
  { subject, rows }: { subject: Subject; rows: Row[] },
  now: Date,
): Promise<Row[]> {
  const id = rows.at(-1)?.guardian_id;
  const guardian = id ? await getGuardian(tx, id) : undefined;
  if (!guardian || guardian.ended_at) return [];
  const newest = await newestRequest(tx, subject.id);
  if (newest && requestState(newest, now) === "open") return [];
  await endRequests(tx, subject.id, now);
  const theirs = rows.filter((row) => row.guardian_id === guardian.id);
  const purposes = theirs.map((row) => row.purpose);
  const whose = { person_id: subject.id, guardian_id: guardian.id, purposes };
  const token = await newLink(tx, parts.keys, whose, now);
  await sendRenewal(tx, parts, { guardian, subject, token, purposes, again: false }, now);
  return theirs;
}
