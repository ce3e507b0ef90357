import { audit } from "../../../platform/audit/audit.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { readProof } from "../../accounts/index.ts";
import { lastDayOf } from "../rules/renewing.ts";
import { purposes, type Purpose, type Standing, wordOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { type Contact, type Guardian, guardiansBehind } from "../store/guardians.ts";
import { holdPerson, ledgerOf, withdrawAnswers } from "../store/ledger.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { currentTexts, type Text } from "../store/texts.ts";
import { sendReceipt, tellPerson } from "../telling.ts";

/** What a guardian has said for one young person, purpose by purpose. */
export type Given = {
  subject: Subject;
  guardian: Guardian;
  lines: { text: Text; word: Standing; at: Date | undefined; until: string }[];
};

/** Everything that is answered by a contact; for whoever is known by none, nothing. That it was read is written down. */
export const openGiven = (db: Db, contact: Contact, now: Date): Promise<Given[]> =>
  db.transaction().execute(async (tx) => {
    const all: Given[] = [];
    const texts = await currentTexts(tx);
    for (const guardian of newestForEach(await guardiansBehind(tx, contact))) {
      const subject = await findSubject(tx, guardian.person_id);
      if (!subject) continue;
      const about = { kind: "person", id: subject.id };
      await audit(tx, { actor: null, act: "consents.read_given", subject: about }, now);
      all.push({ subject, guardian, lines: await linesOf(tx, subject, texts, now) });
    }
    return all;
  });

async function linesOf(db: Db, subject: Subject, texts: Text[], now: Date): Promise<Given["lines"]> {
  const ledger = await ledgerOf(db, subject.id);
  const { day } = strictest(subject, now);
  return purposes.flatMap((purpose) => {
    const text = texts.find((each) => each.purpose === purpose);
    const last = ledger.filter((row) => row.purpose === purpose && row.given_by === "guardian").at(-1);
    if (!text || !last) return [];
    const word = wordOf(ledger, purpose, "guardian", day);
    return [{ text, word, at: last.withdrawn_at ?? last.at, until: lastDayOf(last) }];
  });
}

/** Somebody may have been named twice for one young person: the last time says who they are. */
const newestForEach = (guardians: Guardian[]): Guardian[] => [
  ...new Map(guardians.map((each) => [each.person_id, each])).values(),
];

type Parts = Pick<FeatureParts, "db" | "notices" | "consentChanged">;

/**
 * Takes a guardian's agreement back, at once and in every room: `proof` shows that the contact was confirmed a moment
 * ago. Safe to repeat. Answers false where the proof is over and a new code is needed.
 */
export const withdrawAsGuardian = (
  parts: Parts,
  { proof, person, purpose }: { proof: string | undefined; person: string; purpose: Purpose },
  now: Date,
): Promise<boolean> =>
  parts.db.transaction().execute(async (tx) => {
    const contact = await readProof(tx, proof, now);
    if (!contact) return false;
    const guardian = newestForEach(await guardiansBehind(tx, contact)).find(
      (each) => each.person_id === person,
    );
    const subject = guardian && (await findSubject(tx, person));
    if (!guardian || !subject) throw new NotFound();
    await holdPerson(tx, person);
    if ((await withdrawAnswers(tx, { person, purpose, by: "guardian" }, now)) === 0) return true;
    const personal = { person, fields: { guardian: guardian.id, name: guardian.name, purpose } };
    const about = { kind: "person", id: person };
    await audit(tx, { actor: null, act: "consents.withdraw", subject: about, personal }, now);
    await parts.consentChanged(tx, person, now);
    const said = { agreed: [], refused: [], withdrawn: [purpose] };
    await sendReceipt(tx, parts, { guardian, subject, texts: await currentTexts(tx), said }, now);
    await tellPerson(tx, parts, subject, "withdrawn", now);
    return true;
  });
