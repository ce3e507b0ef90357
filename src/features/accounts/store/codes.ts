import { type Selectable, sql } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

type Contact = { kind: "mail" | "phone"; value: string };
export type Code = Selectable<Schema["accounts.code"]>;

/** Lets one act at a time count and write what concerns this text, until the transaction ends. */
export const holdTurn = (tx: Tx, text: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(tx);

export async function countCodes(tx: Tx, { kind, value }: Contact, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("accounts.code")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "=", kind)
    .where("contact", "=", value)
    .where("created_at", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

/** Only the newest code of a contact works: those before it end. */
export const endCodes = (tx: Tx, { kind, value }: Contact, now: Date) =>
  tx
    .updateTable("accounts.code")
    .set({ ended_at: now })
    .where("kind", "=", kind)
    .where("contact", "=", value)
    .where("ended_at", "is", null)
    .where("confirmed_at", "is", null)
    .execute();

export const addCode = (
  tx: Tx,
  code: { id: string; contact: Contact; code_hash: Buffer; created_at: Date; expires_at: Date },
) => {
  const { contact, ...rest } = code;
  return tx
    .insertInto("accounts.code")
    .values({ ...rest, kind: contact.kind, contact: contact.value })
    .execute();
};

export const lockCode = (tx: Tx, id: string): Promise<Code | undefined> =>
  tx.selectFrom("accounts.code").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

export const countTry = (tx: Tx, id: string) =>
  tx
    .updateTable("accounts.code")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("id", "=", id)
    .execute();

export const confirmRow = (tx: Tx, id: string, proof: { hash: Buffer; expires_at: Date }, now: Date) =>
  tx
    .updateTable("accounts.code")
    .set({ confirmed_at: now, proof_hash: proof.hash, proof_expires_at: proof.expires_at })
    .where("id", "=", id)
    .execute();

export const findProof = (db: Db, hash: Buffer, now: Date): Promise<Contact | undefined> =>
  db
    .selectFrom("accounts.code")
    .select(["kind", "contact as value"])
    .where("proof_hash", "=", hash)
    .where("proof_expires_at", ">", now)
    .$castTo<Contact>()
    .executeTakeFirst();

/** The contact of a proof, once: afterwards the proof proves nothing. */
export const spendProof = (tx: Tx, hash: Buffer, now: Date): Promise<Contact | undefined> =>
  tx
    .updateTable("accounts.code")
    .set({ proof_hash: null, proof_expires_at: null })
    .where("proof_hash", "=", hash)
    .where("proof_expires_at", ">", now)
    .returning(["kind", "contact as value"])
    .$castTo<Contact>()
    .executeTakeFirst();

export const forgetCodes = (db: Db, before: Date) =>
  db
    .deleteFrom("accounts.code")
    .where("created_at", "<", before)
    .where((eb) => eb.or([eb("proof_expires_at", "is", null), eb("proof_expires_at", "<", before)]))
    .execute();
