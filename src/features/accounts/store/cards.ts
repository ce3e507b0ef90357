import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

export type Card = Selectable<Schema["accounts.card"]>;
type NewCard = Pick<Card, "person_id" | "code_hash" | "made_at" | "made_by" | "expires_at">;

export const addCard = (tx: Tx, card: NewCard): Promise<Card> =>
  tx.insertInto("accounts.card").values(card).returningAll().executeTakeFirstOrThrow();

export const lockCardByCode = (tx: Tx, code_hash: Buffer): Promise<Card | undefined> =>
  tx
    .selectFrom("accounts.card")
    .selectAll()
    .where("code_hash", "=", code_hash)
    .forUpdate()
    .executeTakeFirst();

/** The card a person can sign in with now. */
export const liveCardOf = (db: Db, person: string, now: Date): Promise<Card | undefined> =>
  db
    .selectFrom("accounts.card")
    .selectAll()
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();

export const markUsed = (tx: Tx, id: string, now: Date) =>
  tx.updateTable("accounts.card").set({ used_at: now }).where("id", "=", id).execute();

/** Ends a person's card and the sessions that cards have opened: whoever found one is out. Answers whether there was one. */
export async function endCards(tx: Tx, person: string, now: Date): Promise<boolean> {
  const ended = await tx
    .updateTable("accounts.card")
    .set({ ended_at: now })
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  await tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("person_id", "=", person)
    .where("way", "=", "card")
    .where("ended_at", "is", null)
    .execute();
  return ended.length > 0;
}

export const forgetCards = (db: Db, before: Date) =>
  db
    .deleteFrom("accounts.card")
    .where((eb) => eb.or([eb("ended_at", "<", before), eb("expires_at", "<", before)]))
    .execute();
