import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Settings } from "../../../platform/config.ts";
import { canAnswerFor } from "../policy.ts";
import { requestState, type RequestState } from "../rules/asking.ts";
import { isSoon, lastDayOf } from "../rules/renewing.ts";
import {
  askedOf,
  grownAge,
  grownOn,
  lastOf,
  type Purpose,
  purposes,
  type Standing,
  wordOf,
} from "../rules/standing.ts";
import { operatorOf, rowFor } from "../snapshot.ts";
import { standingOf, strictest } from "../standing.ts";
import { getGuardian, type Guardian } from "../store/guardians.ts";
import {
  addAnswers,
  holdPerson,
  ledgerOf,
  type NewAnswer,
  type Row,
  withdrawAnswers,
} from "../store/ledger.ts";
import { newestRequest } from "../store/requests.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { currentTexts, type Text } from "../store/texts.ts";

export type OwnLine = {
  text: Text;
  standing: Standing;
  own: Standing | null;
  guardian: Standing | null;
  /** The last day of what stands now. */
  until: string | null;
  /** One's own agreement ends within thirty days, and can be given anew. */
  again: boolean;
};

/** What a person sees of consent for themselves: every purpose, whose word it needs, and where a guardian's link stands. */
export type Own = {
  subject: Subject;
  lines: OwnLine[];
  guardian: { state: RequestState; asked_at: Date; row: Guardian } | null;
  needs_guardian: boolean;
  turning: Turning | null;
};

/** One's 18th birthday: it comes within thirty days, or has come and one's own answers are still missing. */
export type Turning = { when: "before" | "since"; on: string };

/** Opens one's own consents. */
export async function openOwn(db: Db, who: Actor, now: Date): Promise<Own> {
  const subject = found(await findSubject(db, who.id), (row) => canAnswerFor(who, row.id));
  const age = strictest(subject, now);
  const ledger = await ledgerOf(db, who.id);
  const mine = askedOf("person", age);
  const theirs = askedOf("guardian", age);
  const lines = (await currentTexts(db)).map((text) => ({
    text,
    standing: standingOf(subject, ledger, text.purpose, now),
    own: mine.includes(text.purpose) ? wordOf(ledger, text.purpose, "person", age.day) : null,
    guardian: theirs.includes(text.purpose) ? wordOf(ledger, text.purpose, "guardian", age.day) : null,
    ...endOf(ledger, text.purpose, age.day),
  }));
  const request = await newestRequest(db, who.id);
  const row = request && (await getGuardian(db, request.guardian_id));
  return {
    subject,
    lines,
    guardian: row ? { state: requestState(request, now), asked_at: request.asked_at, row } : null,
    needs_guardian: theirs.length > 0,
    turning: turningOf(subject, ledger, age),
  };
}

/** When the agreement to a purpose that stands now ends, and whether it is one's own and ends soon. */
function endOf(ledger: Row[], purpose: Purpose, day: string): Pick<OwnLine, "until" | "again"> {
  const standing = (["guardian", "person"] as const)
    .filter((by) => wordOf(ledger, purpose, by, day) === "agreed")
    .flatMap((by) => lastOf(ledger, purpose, by) ?? []);
  const until = standing.map(lastDayOf).sort()[0] ?? null;
  return { until, again: standing.some((row) => row.given_by === "person" && isSoon(row.ends_on, day)) };
}

function turningOf(
  { birth_date }: Subject,
  ledger: Row[],
  { age, day }: { age: number; day: string },
): Turning | null {
  const on = grownOn(birth_date);
  const theirs = purposes.filter((purpose) => lastOf(ledger, purpose, "guardian")?.answer === "agreed");
  if (age < grownAge) return theirs.length > 0 && isSoon(on, day) ? { when: "before", on } : null;
  return theirs.some((purpose) => !lastOf(ledger, purpose, "person")) ? { when: "since", on } : null;
}

type Parts = Pick<FeatureParts, "db" | "settings" | "consentChanged">;
type OwnAnswer = { purpose: Purpose; text: string; answer: NewAnswer["answer"] };

/** Keeps a person's own answer to a purpose that needs it at their age. Answers false where the words have changed. */
export const answerOwn = (
  parts: Parts,
  who: Actor,
  { purpose, text: read, answer }: OwnAnswer,
  now: Date,
): Promise<boolean> =>
  parts.db.transaction().execute(async (tx) => {
    await holdPerson(tx, who.id);
    const subject = found(await findSubject(tx, who.id), (row) => canAnswerFor(who, row.id));
    if (!askedOf("person", strictest(subject, now)).includes(purpose)) throw new Forbidden();
    const text = (await currentTexts(tx)).find((each) => each.id === read && each.purpose === purpose);
    if (!text) return false;
    await addOwn(tx, parts.settings, { subject, text, answer }, now);
    await parts.consentChanged(tx, who.id, now);
    return true;
  });

type OwnRow = {
  subject: Subject;
  text: Text;
  answer: NewAnswer["answer"];
  /** Who wrote it down, where the person stood before them. */
  recorded_by?: string;
};

/** Writes a person's own answer into the ledger, and into the audit who typed it. */
export async function addOwn(
  tx: Tx,
  settings: Settings,
  { subject, text, answer, recorded_by }: OwnRow,
  now: Date,
): Promise<void> {
  const { day } = strictest(subject, now);
  const operator = operatorOf(settings);
  const given = { text, operator, answer, person: subject, guardian: null, day };
  const how = recorded_by === undefined ? "link" : "in_person";
  await addAnswers(tx, [{ ...rowFor({ ...given, how }, now), recorded_by: recorded_by ?? null }]);
  const about = { kind: "person", id: subject.id };
  const personal = { person: subject.id, fields: { purpose: text.purpose, answer } };
  const act = recorded_by === undefined ? "consents.answer_own" : "consents.record_own";
  await audit(tx, { actor: recorded_by ?? subject.id, act, subject: about, personal }, now);
}

/** Takes one's own agreement back, at once and in every room. Safe to repeat. */
export const withdrawOwn = (parts: Parts, who: Actor, purpose: Purpose, now: Date): Promise<void> =>
  parts.db.transaction().execute(async (tx) => {
    await holdPerson(tx, who.id);
    if ((await withdrawAnswers(tx, { person: who.id, purpose, by: "person" }, now)) === 0) return;
    const about = { kind: "person", id: who.id };
    const personal = { person: who.id, fields: { purpose } };
    await audit(tx, { actor: who.id, act: "consents.withdraw_own", subject: about, personal }, now);
    await parts.consentChanged(tx, who.id, now);
  });
