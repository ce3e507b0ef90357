import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { grownAge, lastOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { endGuardians, grownWithGuardian } from "../store/guardians.ts";
import { endingBy, holdPerson, ledgerOf, markEnded } from "../store/ledger.ts";
import { endRequests } from "../store/requests.ts";
import { findSubject } from "../store/subjects.ts";
import { tellPerson } from "../telling.ts";

type Parts = Pick<FeatureParts, "db" | "notices" | "consentChanged">;

const atOnce = 1_000;

/**
 * Follows up answers whose term is over and guardianships that ended at 18: every room looks anew, and the young person
 * is asked to agree themselves. The rule itself needs no job: an answer that is over counts no more from that midnight.
 */
export async function endTerms(parts: Parts, now: Date): Promise<void> {
  // A day ahead of UTC, for the calendar that counts is that of the person's hubs.
  const day = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  const over = (await endingBy(parts.db, day, atOnce)).map((row) => row.person_id);
  const people = new Set([...over, ...(await grownWithGuardian(parts.db, day, atOnce))]);
  for (const person of people) await parts.db.transaction().execute((tx) => endFor(tx, parts, person, now));
}

/**
 * The same for one person whose birth date was set right, in the transaction that did it, which has told every room
 * already; they are told that it was.
 */
export async function followAge(tx: Tx, parts: Omit<Parts, "db">, person: string, now: Date): Promise<void> {
  await endFor(tx, parts, person, now);
  const subject = await findSubject(tx, person);
  if (subject) await tellPerson(tx, parts, subject, "corrected", now);
}

async function endFor(tx: Tx, parts: Omit<Parts, "db">, person: string, now: Date): Promise<void> {
  await holdPerson(tx, person);
  const subject = await findSubject(tx, person);
  if (!subject) return;
  const { day, age } = strictest(subject, now);
  const ledger = await ledgerOf(tx, person);
  const over = ledger.filter((row) => row.ended_at === null && !row.withdrawn && row.ends_on <= day);
  const grown = age >= grownAge && (await endGuardians(tx, person, now)) > 0;
  if (over.length === 0 && !grown) return;
  const ids = over.map((row) => row.id);
  if (ids.length > 0) await markEnded(tx, ids, now);
  if (grown) await endRequests(tx, person, now);
  const about = { kind: "person", id: person };
  await audit(tx, { actor: null, act: "consents.end_terms", subject: about }, now);
  await parts.consentChanged(tx, person, now);
  const stood = over.some(
    (row) => row.answer === "agreed" && lastOf(ledger, row.purpose, row.given_by) === row,
  );
  if (grown) await tellPerson(tx, parts, subject, "grown", now);
  else if (stood) await tellPerson(tx, parts, subject, "ended", now);
}
