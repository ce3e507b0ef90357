import type { Db } from "../../../platform/db/pool.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { type Purpose, purposes } from "../rules/standing.ts";

/** What a text says in one language: what is asked, and what the law wants named beside it. */
export type Words = {
  title: string;
  body: string;
  data: string;
  others: string;
  abroad: string;
  publication: string;
};

/** One published version of the words for a purpose. */
export type Text = {
  id: string;
  purpose: Purpose;
  version: number;
  words: Record<Language, Words>;
  term_months: number;
  lawyer_checked: boolean;
};

const texts = (db: Db) =>
  db
    .selectFrom("consents.text")
    .select(["id", "purpose", "version", "words", "term_months", "lawyer_checked"])
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
