import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

export type App = Selectable<Schema["accounts.totp"]>;

export const getApp = (db: Db, person: string): Promise<App | undefined> =>
  db.selectFrom("accounts.totp").selectAll().where("person_id", "=", person).executeTakeFirst();

/** The app of somebody, for one try at a time. */
export const lockApp = (tx: Tx, person: string): Promise<App | undefined> =>
  tx.selectFrom("accounts.totp").selectAll().where("person_id", "=", person).forUpdate().executeTakeFirst();

/** Sets up an app in place of the one before it. */
export const putApp = (tx: Tx, { person_id, ...app }: App) =>
  tx
    .insertInto("accounts.totp")
    .values({ person_id, ...app })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(app))
    .execute();

/** No code of this step or of one before it will be accepted again. */
export const useStep = (tx: Tx, person: string, last_step: number) =>
  tx.updateTable("accounts.totp").set({ last_step }).where("person_id", "=", person).execute();

export async function dropApp(tx: Tx, person: string): Promise<boolean> {
  const row = await tx
    .deleteFrom("accounts.totp")
    .where("person_id", "=", person)
    .returning("person_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Everything somebody could give as a second factor goes: their app, their passkeys, their recovery codes. */
export async function dropFactors(tx: Tx, person: string): Promise<void> {
  for (const table of ["accounts.totp", "accounts.passkey", "accounts.recovery_set"] as const)
    await tx.deleteFrom(table).where("person_id", "=", person).execute();
}
