import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { PersonContract } from "../../../platform/feature.ts";

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: ["accounts.password", "accounts.session"],
  export: exportAccount,
  erase: eraseAccount,
  merge: mergeAccount,
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};

async function exportAccount(db: Db, id: string): Promise<Record<string, unknown>> {
  const sessions = await db
    .selectFrom("accounts.session")
    .select(["way", "device", "created_at", "seen_at", "ended_at"])
    .where("person_id", "=", id)
    .orderBy("created_at")
    .execute();
  const password = await db
    .selectFrom("accounts.password")
    .select("changed_at")
    .where("person_id", "=", id)
    .executeTakeFirst();
  return { sessions, password_changed_at: password?.changed_at ?? null };
}

async function eraseAccount(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("accounts.session").where("person_id", "=", id).execute();
  await tx.deleteFrom("accounts.password").where("person_id", "=", id).execute();
}

/** Nobody stays signed in as either of the two: what the one person may do has changed. A password of `into` stays theirs. */
async function mergeAccount(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await eraseAccount(tx, from);
  await tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("person_id", "=", into)
    .where("ended_at", "is", null)
    .execute();
}
