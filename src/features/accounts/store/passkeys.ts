import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

export type Passkey = Selectable<Schema["accounts.passkey"]>;
export type KeyListed = Pick<Passkey, "id" | "device" | "added_at" | "used_at">;

export const listKeys = (db: Db, person: string): Promise<KeyListed[]> =>
  db
    .selectFrom("accounts.passkey")
    .select(["id", "device", "added_at", "used_at"])
    .where("person_id", "=", person)
    .orderBy("added_at")
    .orderBy("id")
    .execute();

/** What a browser has to know of somebody's passkeys: to find one of them, or to make no second one on a device. */
export const credentialsOf = (db: Db, person: string): Promise<{ id: string; transports: string[] }[]> =>
  db
    .selectFrom("accounts.passkey")
    .select(["credential_id as id", "transports"])
    .where("person_id", "=", person)
    .execute();

export const lockKey = (tx: Tx, person: string, credential: string): Promise<Passkey | undefined> =>
  tx
    .selectFrom("accounts.passkey")
    .selectAll()
    .where("person_id", "=", person)
    .where("credential_id", "=", credential)
    .forUpdate()
    .executeTakeFirst();

type NewKey = Omit<Passkey, "id" | "used_at">;

/** Adds a passkey; one that is here already is not added, whosever it is. */
export async function addKey(tx: Tx, key: NewKey): Promise<boolean> {
  const added = await tx
    .insertInto("accounts.passkey")
    .values(key)
    .onConflict((conflict) => conflict.column("credential_id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

export const useKey = (tx: Tx, id: string, counter: number, now: Date) =>
  tx.updateTable("accounts.passkey").set({ counter, used_at: now }).where("id", "=", id).execute();

export async function dropKey(tx: Tx, person: string, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom("accounts.passkey")
    .where("person_id", "=", person)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What this session's browser is to sign next; an earlier question is worth nothing any more. */
export const putChallenge = (tx: Tx, session_id: string, challenge: string, expires_at: Date) =>
  tx
    .insertInto("accounts.challenge")
    .values({ session_id, challenge, expires_at })
    .onConflict((conflict) => conflict.column("session_id").doUpdateSet({ challenge, expires_at }))
    .execute();

/** What this session's browser was to sign, once. */
export async function takeChallenge(tx: Tx, session: string, now: Date): Promise<string | undefined> {
  const row = await tx
    .deleteFrom("accounts.challenge")
    .where("session_id", "=", session)
    .returning(["challenge", "expires_at"])
    .executeTakeFirst();
  return row && row.expires_at > now ? row.challenge : undefined;
}

export async function countKeys(db: Db, person: string): Promise<number> {
  const { count } = await db
    .selectFrom("accounts.passkey")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("person_id", "=", person)
    .executeTakeFirstOrThrow();
  return count;
}
