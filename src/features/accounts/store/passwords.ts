import type { Db, Tx } from "../../../platform/db/pool.ts";

export type Password = { person_id: string; hash: string; changed_at: Date };

/** The passwords of these people, in the order in which the people are given. */
export async function passwordsOf(db: Db, people: string[]): Promise<Password[]> {
  const rows = await db
    .selectFrom("accounts.password")
    .selectAll()
    .where((eb) => eb("person_id", "=", eb.fn.any(eb.val(people))))
    .execute();
  return rows.sort((a, b) => people.indexOf(a.person_id) - people.indexOf(b.person_id));
}

export const putPassword = (tx: Tx, person_id: string, hash: string, changed_at: Date) =>
  tx
    .insertInto("accounts.password")
    .values({ person_id, hash, changed_at })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ hash, changed_at }))
    .execute();

export async function dropPassword(tx: Tx, person: string): Promise<boolean> {
  const dropped = await tx
    .deleteFrom("accounts.password")
    .where("person_id", "=", person)
    .returning("person_id")
    .executeTakeFirst();
  return dropped !== undefined;
}

export async function countAttempts(tx: Tx, contact_hash: Buffer, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("accounts.attempt")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("kind", "=", "password")
    .where("contact_hash", "=", contact_hash)
    .where("at", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

export const addAttempt = (tx: Tx, contact_hash: Buffer, at: Date) =>
  tx.insertInto("accounts.attempt").values({ kind: "password", contact_hash, at }).execute();

export const forgiveAttempts = (db: Db, contact_hash: Buffer) =>
  db.deleteFrom("accounts.attempt").where("contact_hash", "=", contact_hash).execute();

export const forgetAttempts = (db: Db, before: Date) =>
  db.deleteFrom("accounts.attempt").where("at", "<", before).execute();
