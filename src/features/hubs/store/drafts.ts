import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { HubProfile } from "../rules.ts";

/** What was answered so far of a hub that is not open yet. */
export type Answers = Partial<HubProfile>;
export type Draft = { id: string; begun_by: string; answers: Answers; changed_at: Date };

const drafts = (db: Db) => db.selectFrom("hubs.draft").selectAll();

/** The draft, held for this transaction: of two posts one waits for the other. */
export const lockDraft = async (tx: Tx, id: string): Promise<Draft | undefined> =>
  (await drafts(tx).where("id", "=", id).forUpdate().executeTakeFirst()) as Draft | undefined;

export const getDraft = async (db: Db, id: string): Promise<Draft | undefined> =>
  (await drafts(db).where("id", "=", id).executeTakeFirst()) as Draft | undefined;

/** What this person began and did not finish, newest first. */
export const draftsOf = async (db: Db, person: string): Promise<Draft[]> =>
  (await drafts(db)
    .where("begun_by", "=", person)
    .orderBy("changed_at", "desc")
    .limit(20)
    .execute()) as Draft[];

/** Keeps these answers beside those given before. */
export const keepAnswers = (tx: Tx, draft: Omit<Draft, "changed_at">, now: Date) =>
  tx
    .insertInto("hubs.draft")
    .values({ ...draft, answers: JSON.stringify(draft.answers), changed_at: now })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({
        answers: sql`hubs.draft.answers || excluded.answers`,
        changed_at: now,
      }),
    )
    .execute();

export const removeDraft = (tx: Tx, id: string) => tx.deleteFrom("hubs.draft").where("id", "=", id).execute();

export const removeDraftsBefore = (db: Db, moment: Date) =>
  db.deleteFrom("hubs.draft").where("changed_at", "<", moment).execute();
