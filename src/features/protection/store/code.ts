import type { Db } from "../../../platform/db/pool.ts";
import type { Language } from "../../../platform/i18n/language.ts";

/** The code of conduct: one published version, as sentences in each language. */
export type Code = {
  id: string;
  version: number;
  words: Record<Language, string[]>;
  lawyer_checked: boolean;
};

/** The words that are signed now. */
export const currentCode = (db: Db): Promise<Code> =>
  db
    .selectFrom("protection.code")
    .select(["id", "version", "words", "lawyer_checked"])
    .orderBy("version", "desc")
    .limit(1)
    .$castTo<Code>()
    .executeTakeFirstOrThrow();
