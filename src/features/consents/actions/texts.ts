import { audit } from "../../../platform/audit/audit.ts";
import { once } from "../../../platform/db/once.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { Forbidden } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { getPerson } from "../../people/index.ts";
import { canEditTexts, canReadTexts } from "../policy.ts";
import type { Purpose } from "../rules/standing.ts";
import { differences, draftProblems, missingIn, type TextProblems, type Writing } from "../rules/texts.ts";
import {
  addText,
  currentTexts,
  type Draft,
  draftedPurposes,
  getDraft,
  holdText,
  putDraft,
  removeDraft,
  type Text,
  versionsOf,
} from "../store/texts.ts";

/** Opens the words in force for every purpose; whoever writes them sees too of which there is a draft. */
export async function openTexts(db: Db, who: Actor): Promise<{ texts: Text[]; drafted: string[] }> {
  if (!canReadTexts(who)) throw new Forbidden();
  return { texts: await currentTexts(db), drafted: canEditTexts(who) ? await draftedPurposes(db) : [] };
}

export type Opened = {
  versions: (Text & { by: string | null })[];
  /** Only for whoever writes texts: what is written so far, or where it begins. */
  draft: { writing: Writing; version: number; changed_at: Date | null } | null;
};

/** Opens all that was ever published for a purpose, and its draft for whoever writes. */
export async function openText(db: Db, who: Actor, purpose: Purpose): Promise<Opened> {
  if (!canReadTexts(who)) throw new Forbidden();
  const versions = await versionsOf(db, purpose);
  const ids = new Set(versions.flatMap(({ published_by }) => published_by ?? []));
  const people = await Promise.all([...ids].map((id) => getPerson(db, id)));
  const names = new Map(
    people.flatMap((person) => (person ? [[person.id, `${person.given_name} ${person.surname}`]] : [])),
  );
  const named = versions.map((text) => ({ ...text, by: names.get(text.published_by ?? "") ?? null }));
  return { versions: named, draft: canEditTexts(who) ? await draftOf(db, purpose, versions[0]) : null };
}

/** What is written so far; where nobody has begun, it begins with the words in force, which no lawyer has read anew. */
async function draftOf(
  db: Db,
  purpose: Purpose,
  current: Text | undefined,
): Promise<NonNullable<Opened["draft"]>> {
  const draft = await getDraft(db, purpose);
  if (draft) return { writing: writingOf(draft), version: draft.version, changed_at: draft.changed_at };
  const { words, term_months } = current ?? { words: nothing, term_months: null };
  return { writing: { words, term_months, lawyer: "" }, version: 0, changed_at: null };
}

const none = { title: "", body: "", data: "", others: "", abroad: "", publication: "" };
const nothing = { kk: none, ru: none, en: none };
const writingOf = ({ words, term_months, lawyer }: Draft): Writing => ({ words, term_months, lawyer });

type Sent = { purpose: Purpose; version: number; operation: string };
export type Kept =
  | { kind: "kept" }
  | { kind: "refused"; problems: TextProblems }
  | { kind: "stale"; theirs: Writing; version: number };

/** Keeps a draft as read at `version`; if somebody changed it since, nothing happens and theirs comes back. */
export const keepDraft = (
  db: Db,
  who: Actor,
  { purpose, version, operation, writing }: Sent & { writing: Writing },
  now: Date,
): Promise<Kept> =>
  db.transaction().execute(async (tx) => {
    if (!canEditTexts(who)) throw new Forbidden();
    const problems = draftProblems(writing);
    if (Object.keys(problems).length > 0) return { kind: "refused", problems };
    await holdText(tx, purpose);
    const operated = { id: operation, person: who.id, act: "consents.write_text" };
    const done = await once(tx, operated, now, async () => {
      if (((await getDraft(tx, purpose))?.version ?? 0) !== version) return "stale";
      await putDraft(tx, { ...writing, purpose, by: who.id }, now);
      await writeDown(tx, who, "consents.write_text", purpose, now);
      return "kept";
    });
    return done === "kept" ? { kind: "kept" } : { kind: "stale", ...(await theirs(tx, purpose)) };
  });

async function theirs(tx: Tx, purpose: Purpose): Promise<{ theirs: Writing; version: number }> {
  const { writing, version } = await draftOf(tx, purpose, (await versionsOf(tx, purpose))[0]);
  return { theirs: writing, version };
}

type TextAct = "consents.write_text" | "consents.discard_text" | "consents.publish_text";
const writeDown = (tx: Tx, who: Actor, act: TextAct, id: string, now: Date) =>
  audit(tx, { actor: who.id, act, subject: { kind: "consent_text", id } }, now);

/** Throws a draft away; one already gone is no failure. */
export const discardDraft = (db: Db, who: Actor, purpose: Purpose, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    if (!canEditTexts(who)) throw new Forbidden();
    await holdText(tx, purpose);
    if (!(await getDraft(tx, purpose))) return;
    await removeDraft(tx, purpose);
    await writeDown(tx, who, "consents.discard_text", purpose, now);
  });

export type Published =
  | { kind: "published" }
  | { kind: "stale" }
  | { kind: "unchanged" }
  | { kind: "refused"; problems: TextProblems };

/**
 * Publishes a draft as read at `version` as the next version of the words for a purpose. Nothing is published that lacks
 * something in a language; what was agreed to before stands for the words it was given to.
 */
export const publishDraft = (
  db: Db,
  who: Actor,
  { purpose, version, operation }: Sent,
  now: Date,
): Promise<Published> =>
  db.transaction().execute(async (tx) => {
    if (!canEditTexts(who)) throw new Forbidden();
    await holdText(tx, purpose);
    const operated = { id: operation, person: who.id, act: "consents.publish_text" };
    return once<Published>(tx, operated, now, async () => {
      const draft = await getDraft(tx, purpose);
      if (draft?.version !== version) return { kind: "stale" };
      return publish(tx, who, purpose, writingOf(draft), now);
    });
  });

async function publish(
  tx: Tx,
  who: Actor,
  purpose: Purpose,
  writing: Writing,
  now: Date,
): Promise<Published> {
  const problems = missingIn(writing);
  const { term_months } = writing;
  if (term_months === null || Object.keys(problems).length > 0) return { kind: "refused", problems };
  const [current] = await versionsOf(tx, purpose);
  if (current && differences(current, writing).length === 0) return { kind: "unchanged" };
  await addText(tx, { ...writing, term_months, purpose, by: who.id }, now);
  await removeDraft(tx, purpose);
  await writeDown(tx, who, "consents.publish_text", purpose, now);
  return { kind: "published" };
}
