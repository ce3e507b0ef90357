import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { takeProof } from "../../accounts/index.ts";
import { ageOn, findPeopleByContact, isContactOf } from "../../people/index.ts";
import {
  type Relation,
  requestState,
  type RequestState,
  type Unfit,
  unfitToAnswer,
} from "../rules/asking.ts";
import { lastDayOf } from "../rules/renewing.ts";
import { askedOf, grownAge, lastOf, type Purpose } from "../rules/standing.ts";
import { operatorOf, rowFor } from "../snapshot.ts";
import { strictest } from "../standing.ts";
import { confirmGuardian, type Contact, getGuardian, type Guardian } from "../store/guardians.ts";
import { addAnswers, holdPerson, ledgerOf, type NewAnswer, type Row } from "../store/ledger.ts";
import { findRequest, lockRequest, markAnswered } from "../store/requests.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { currentTexts, type Text } from "../store/texts.ts";
import { sendReceipt, tellPerson } from "../telling.ts";
import { hashOfLink } from "./links.ts";

/** What stands behind a link: who is asked, about whom, what, and whether it can still be answered. */
export type Asked = {
  request: string;
  state: RequestState | "grown";
  guardian: Guardian;
  subject: Subject;
  texts: Text[];
  /** Where it is asked anew: the last day of each agreement that ends. */
  ends: Partial<Record<Purpose, string>> | undefined;
};

/** Opens a link. It changes nothing, for messengers open links before people do. */
export async function openLink(db: Db, token: string, now: Date): Promise<Asked> {
  const request = found(await findRequest(db, hashOfLink(token)));
  const guardian = found(await getGuardian(db, request.guardian_id));
  const subject = found(await findSubject(db, request.person_id));
  const asked = askedOf("guardian", strictest(subject, now));
  const purposes = asked.filter((purpose) => request.purposes?.includes(purpose) ?? true);
  const all = await currentTexts(db);
  const texts = purposes.flatMap((purpose) => all.filter((text) => text.purpose === purpose));
  const state = requestState(request, now);
  const over = state === "open" && texts.length === 0;
  const ends = request.purposes ? endsOf(await ledgerOf(db, subject.id), purposes) : undefined;
  return { request: request.id, state: over ? "grown" : state, guardian, subject, texts, ends };
}

/** The last day of what this guardian agreed to before. */
const endsOf = (ledger: Row[], purposes: Purpose[]): Asked["ends"] =>
  Object.fromEntries(
    purposes.flatMap((purpose) => {
      const last = lastOf(ledger, purpose, "guardian");
      return last ? [[purpose, lastDayOf(last)]] : [];
    }),
  );

export const contactOf = ({ contact_kind, contact }: Guardian): Contact => ({
  kind: contact_kind,
  value: contact,
});

type Answers = Partial<Record<Purpose, { text: string; answer: NewAnswer["answer"] }>>;

export type GuardianSays = {
  token: string;
  /** Shows that this browser has just confirmed the contact. */
  proof: string | undefined;
  /** Whether the young person has ever signed in with this browser. */
  own_browser: boolean;
  name: string;
  relation: Relation;
  language: Language;
  answers: Answers;
};

export type Answered =
  | { kind: "saved" }
  | { kind: "over" }
  /** The contact is not confirmed (any more): a new code is needed. */
  | { kind: "unproven" }
  /** Other words than those read are asked by now, or not everything was answered. */
  | { kind: "stale" }
  | { kind: "refused"; reason: Unfit };

type Parts = Pick<FeatureParts, "db" | "notices" | "settings" | "consentChanged">;

/**
 * Keeps a guardian's answers to everything a link asks, in one transaction with what follows in every room. Asks again
 * who is answering: the link serves once, the contact was confirmed a moment ago, and it is nobody's below 18.
 */
export const answerLink = (parts: Parts, says: GuardianSays, now: Date): Promise<Answered> =>
  parts.db.transaction().execute(async (tx) => {
    const seen = await openLink(tx, says.token, now);
    await holdPerson(tx, seen.subject.id);
    const request = await lockRequest(tx, seen.request);
    if (!request || requestState(request, now) !== "open" || seen.state !== "open") return { kind: "over" };
    if (seen.texts.some(({ id, purpose }) => says.answers[purpose]?.text !== id)) return { kind: "stale" };
    const contact = await takeProof(tx, says.proof, now);
    const own = contactOf(seen.guardian);
    if (contact?.kind !== own.kind || contact.value !== own.value) return { kind: "unproven" };
    const reason = await unfitNow(tx, { ...seen, own_browser: says.own_browser }, now);
    if (reason) return { kind: "refused", reason };
    await keep(tx, parts, seen, says, now);
    return { kind: "saved" };
  });

/** Why whoever holds this contact and this browser may not answer for this young person. */
export async function unfitNow(
  db: Db,
  { guardian, subject, own_browser }: Pick<Asked, "guardian" | "subject"> & { own_browser: boolean },
  now: Date,
): Promise<Unfit | null> {
  const contact = contactOf(guardian);
  const { day } = strictest(subject, now);
  const behind = await findPeopleByContact(db, contact);
  return unfitToAnswer({
    own_contact: await isContactOf(db, subject.id, contact),
    own_browser,
    minor_contact: behind.some((each) => ageOn(each.birth_date, day) < grownAge),
  });
}

async function keep(tx: Tx, parts: Parts, seen: Asked, says: GuardianSays, now: Date): Promise<void> {
  const { subject, texts, request } = seen;
  const { name, relation, language } = says;
  const { day } = strictest(subject, now);
  const operator = operatorOf(parts.settings);
  const guardian = { ...seen.guardian, name, relation, language };
  await confirmGuardian(tx, guardian.id, { name, relation, language }, now);
  const rows = texts.map((text) =>
    rowFor(
      {
        text,
        operator,
        answer: says.answers[text.purpose]?.answer ?? "refused",
        person: subject,
        guardian: guardian.id,
        how: "link",
        day,
      },
      now,
    ),
  );
  await addAnswers(tx, rows);
  await markAnswered(tx, request, now);
  const answered = (answer: NewAnswer["answer"]) =>
    rows.filter((row) => row.answer === answer).map((row) => row.purpose);
  const said = { agreed: answered("agreed"), refused: answered("refused"), withdrawn: [] };
  const fields = { guardian: guardian.id, name, relation, agreed: said.agreed, refused: said.refused };
  const about = { kind: "person", id: subject.id };
  const personal = { person: subject.id, fields };
  await audit(tx, { actor: null, act: "consents.answer", subject: about, personal }, now);
  await parts.consentChanged(tx, subject.id, now);
  await sendReceipt(tx, parts, { guardian, subject, texts, said }, now);
  // Whoever may not take part is told so; a "no" to pictures beside it is read on the page.
  const no = said.agreed.length === 0 || said.refused.includes("data");
  await tellPerson(tx, parts, subject, no ? "refused" : "agreed", now);
}
