import type { Db, Tx } from "../../../platform/db/pool.ts";

/** What was tried: a password of a contact, a second factor of a person, or a card; whose it was stands hashed. */
export type Tried = { kind: "password" | "factor" | "card"; hash: Buffer };

export async function countAttempts(tx: Tx, { kind, hash }: Tried, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("accounts.attempt")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "=", kind)
    .where("contact_hash", "=", hash)
    .where("at", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

export const addAttempt = (tx: Tx, { kind, hash }: Tried, at: Date) =>
  tx.insertInto("accounts.attempt").values({ kind, contact_hash: hash, at }).execute();

export const forgiveAttempts = (db: Db, { kind, hash }: Tried) =>
  db.deleteFrom("accounts.attempt").where("kind", "=", kind).where("contact_hash", "=", hash).execute();

export const forgetAttempts = (db: Db, before: Date) =>
  db.deleteFrom("accounts.attempt").where("at", "<", before).execute();
