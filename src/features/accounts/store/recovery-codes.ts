import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

export type CodeSet = Omit<Selectable<Schema["accounts.recovery_set"]>, "person_id"> & {
  /** How many have not been used. */
  left: number;
};

export const getSet = (db: Db, person: string): Promise<CodeSet | undefined> =>
  db
    .selectFrom("accounts.recovery_set as own")
    .select(["sealed", "made_at", "kept_at"])
    .select((eb) =>
      eb
        .selectFrom("accounts.recovery_code as code")
        .select((code) => code.fn.countAll<number>().as("left"))
        .whereRef("code.person_id", "=", "own.person_id")
        .where("used_at", "is", null)
        .as("left"),
    )
    .where("person_id", "=", person)
    .$castTo<CodeSet>()
    .executeTakeFirst();

type NewSet = { person_id: string; sealed: Buffer; made_at: Date; hashes: Buffer[] };

/** Puts a new set in place of the one before it, whose codes work no more. */
export async function putSet(tx: Tx, { person_id, sealed, made_at, hashes }: NewSet): Promise<void> {
  await dropSet(tx, person_id);
  await tx.insertInto("accounts.recovery_set").values({ person_id, sealed, made_at }).execute();
  const codes = hashes.map((code_hash) => ({ person_id, code_hash }));
  await tx.insertInto("accounts.recovery_code").values(codes).execute();
}

export const dropSet = (tx: Tx, person: string) =>
  tx.deleteFrom("accounts.recovery_set").where("person_id", "=", person).execute();

/** Somebody has put the codes away: they are shown no more. */
export const keepSet = (tx: Tx, person: string, now: Date) =>
  tx
    .updateTable("accounts.recovery_set")
    .set({ sealed: null, kept_at: now })
    .where("person_id", "=", person)
    .where("kept_at", "is", null)
    .execute();

/** Uses a code up; answers whether there was one. */
export async function spendCode(tx: Tx, person: string, code_hash: Buffer, now: Date): Promise<boolean> {
  const spent = await tx
    .updateTable("accounts.recovery_code")
    .set({ used_at: now })
    .where("person_id", "=", person)
    .where("code_hash", "=", code_hash)
    .where("used_at", "is", null)
    .returning("person_id")
    .executeTakeFirst();
  return spent !== undefined;
}

/** Nobody was there to put these codes away: what could still be read of them goes. */
export const wipeShown = (db: Db, before: Date) =>
  db
    .updateTable("accounts.recovery_set")
    .set({ sealed: null })
    .where("made_at", "<", before)
    .where("sealed", "is not", null)
    .execute();
