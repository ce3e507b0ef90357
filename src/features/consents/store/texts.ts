import { type Selectable, sql } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import { type Purpose, purposes } from "../rules/standing.ts";
import type { AllWords, Writing } from "../rules/texts.ts";

/** One published version of the words for a purpose. */
export type Text = {
  id: string;
  purpose: Purpose;
  version: number;
  words: AllWords;
  term_months: number;
  lawyer_checked: boolean;
  /** Who said that the words are right; empty where no lawyer has read them. */
  lawyer: string;
  published_at: Date;
  published_by: string | null;
};

const texts = (db: Db) =>
  db
    .selectFrom("consents.text")
    .select(["id", "purpose", "version", "words", "term_months", "lawyer_checked", "lawyer"])
    .select(["published_at", "published_by"])
    .$castTo<Text>();

/** The newest words for each purpose, taking part first. */
export async function currentTexts(db: Db): Promise<Text[]> {
  const newest = await texts(db)
    .distinctOn("purpose")
    .orderBy("purpose")
    .orderBy("version", "desc")
    .execute();
  return newest.sort((one, other) => purposes.indexOf(one.purpose) - purposes.indexOf(other.purpose));
}

/** These very versions, whether or not newer ones have followed. */
export const textsById = async (db: Db, ids: string[]): Promise<Text[]> =>
  ids.length > 0 ? texts(db).where("id", "in", ids).execute() : [];
/** Every version of the words for a purpose, newest first. */
export const versionsOf = (db: Db, purpose: Purpose): Promise<Text[]> =>
  texts(db).where("purpose", "=", purpose).orderBy("version", "desc").execute();

export type Draft = Writing &
  Pick<Selectable<Schema["consents.draft"]>, "version" | "changed_at" | "changed_by_person_id">;

const drafts = (db: Db) => db.selectFrom("consents.draft").selectAll();

export const getDraft = async (db: Db, purpose: Purpose): Promise<Draft | undefined> =>
  (await drafts(db).where("purpose", "=", purpose).executeTakeFirst()) as Draft | undefined;

/** The purposes of which somebody is writing new words. */
export const draftedPurposes = async (db: Db): Promise<string[]> =>
  (await drafts(db).execute()).map((row) => row.purpose);

/** Lets one person at a time change the words for a purpose, until the transaction ends. */
export const holdText = (tx: Tx, purpose: Purpose) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`consent text ${purpose}`}, 0))`.execute(tx);

export async function putDraft(
  tx: Tx,
  { purpose, words, ...writing }: Writing & { purpose: Purpose; by: string },
  now: Date,
): Promise<void> {
  const { by, ...rest } = writing;
  const row = {
    ...rest,
    words: JSON.stringify(words),
    changed_at: now,
    changed_by_person_id: by,
  };
  await tx
    .insertInto("consents.draft")
    .values({ ...row, purpose, version: 1 })
    .onConflict((conflict) =>
      conflict.column("purpose").doUpdateSet({ ...row, version: sql`consents.draft.version + 1` }),
    )
    .execute();
}

export const removeDraft = (tx: Tx, purpose: Purpose) =>
  tx.deleteFrom("consents.draft").where("purpose", "=", purpose).execute();

/** Publishes words as the next version of a purpose; answers its id. */
export async function addText(
  tx: Tx,
  {
    purpose,
    words,
    term_months,
    lawyer,
    by,
  }: Writing & { purpose: Purpose; term_months: number; by: string },
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into consents.text
      (purpose, version, words, term_months, lawyer_checked, lawyer, published_at, published_by)
    select ${purpose}, coalesce(max(version), 0) + 1, ${JSON.stringify(words)}::jsonb, ${term_months},
      ${lawyer !== ""}, ${lawyer}, ${now}, ${by}
    from consents.text where purpose = ${purpose}
    returning id`.execute(tx);
  return rows[0]?.id ?? "";
}
