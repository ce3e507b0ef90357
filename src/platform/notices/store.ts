import type { Insertable, Selectable } from "kysely";
import type { Db, Schema, Tx } from "../db/pool.ts";

export type NoticeRow = Selectable<Schema["platform.notice"]>;

/** Why a notice did not arrive, in a word that names nobody. */
export type Failure = "unreachable" | "refused" | "timed_out" | "too_late" | "unreadable";

export const addNotice = (tx: Tx, row: Insertable<Schema["platform.notice"]>) =>
  tx.insertInto("platform.notice").values(row).execute();

export const getNotice = (db: Db, id: string): Promise<NoticeRow | undefined> =>
  db.selectFrom("platform.notice").selectAll().where("id", "=", id).executeTakeFirst();

/** The newest notices, for the outbox. */
export const newestNotices = (db: Db, most: number): Promise<NoticeRow[]> =>
  db
    .selectFrom("platform.notice")
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(most)
    .execute();

/** Marks a notice delivered; its text is wiped unless the hub's people are samples. */
export const markDelivered = (db: Db, id: string, keepText: boolean, now: Date) =>
  db
    .updateTable("platform.notice")
    .set({ delivered_at: now, failed_at: null, failure: null, ...(keepText ? {} : { sealed: null }) })
    .where("id", "=", id)
    .execute();

/** Marks a try failed; `last` wipes the text, for it will not be tried again. */
export const markFailed = (db: Db, id: string, failure: Failure, last: boolean, now: Date) =>
  db
    .updateTable("platform.notice")
    .set({ failed_at: now, failure, ...(last ? { sealed: null } : {}) })
    .where("id", "=", id)
    .execute();

/** Wipes texts after a day and whole notices after a month: nobody needs them, and they hold addresses. */
export async function forgetNotices(db: Db, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db.deleteFrom("platform.notice").where("created_at", "<", ago(30)).execute();
  await db
    .updateTable("platform.notice")
    .set({ sealed: null })
    .where("created_at", "<", ago(1))
    .where("sealed", "is not", null)
    .execute();
}

/** When notices about this person were sent, by kind; their texts are gone. */
export const noticesAbout = (db: Db, person: string) =>
  db
    .selectFrom("platform.notice")
    .select(["kind", "channel", "created_at", "delivered_at"])
    .where("person_id", "=", person)
    .orderBy("created_at")
    .execute();

export const eraseNoticesAbout = (tx: Tx, person: string) =>
  tx.deleteFrom("platform.notice").where("person_id", "=", person).execute();

export const moveNotices = (tx: Tx, from: string, into: string) =>
  tx.updateTable("platform.notice").set({ person_id: into }).where("person_id", "=", from).execute();
