import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { PersonContract } from "../../../platform/feature.ts";

const own = [
  "accounts.card",
  "accounts.passkey",
  "accounts.password",
  "accounts.recovery",
  "accounts.recovery_set",
  "accounts.session",
  "accounts.totp",
] as const;

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: [...own, "accounts.recovery_code", "accounts.recovery_vouch"],
  export: exportAccount,
  erase: eraseAccount,
  merge: mergeAccount,
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};

async function exportAccount(db: Db, id: string): Promise<Record<string, unknown>> {
  const sessions = await db
    .selectFrom("accounts.session")
    .select(["way", "device", "created_at", "seen_at", "ended_at", "second_factor_at"])
    .where("person_id", "=", id)
    .orderBy("created_at")
    .execute();
  const password = await db
    .selectFrom("accounts.password")
    .select("changed_at")
    .where("person_id", "=", id)
    .executeTakeFirst();
  const cards = await db
    .selectFrom("accounts.card")
    .select(["made_at", "expires_at", "used_at", "ended_at"])
    .where("person_id", "=", id)
    .orderBy("made_at")
    .execute();
  return {
    sessions,
    cards,
    password_changed_at: password?.changed_at ?? null,
    ...(await exportFactors(db, id)),
  };
}

/** That there are second factors and since when; what they rest on stays secret even from their owner. */
async function exportFactors(db: Db, id: string): Promise<Record<string, unknown>> {
  const app = await db
    .selectFrom("accounts.totp")
    .select("set_at")
    .where("person_id", "=", id)
    .executeTakeFirst();
  const passkeys = await db
    .selectFrom("accounts.passkey")
    .select(["device", "added_at", "used_at"])
    .where("person_id", "=", id)
    .orderBy("added_at")
    .execute();
  const recovery_codes = await db
    .selectFrom("accounts.recovery_set")
    .select(["made_at", "kept_at"])
    .where("person_id", "=", id)
    .executeTakeFirst();
  const recoveries = await db
    .selectFrom("accounts.recovery")
    .select(["asked_at", "waits_until", "done_at", "stopped_at", "stopped_how"])
    .where("person_id", "=", id)
    .orderBy("asked_at")
    .execute();
  const confirmed_others = await db
    .selectFrom("accounts.recovery_vouch")
    .select(["how", "at"])
    .where("by_person_id", "=", id)
    .orderBy("at")
    .execute();
  return {
    app_set_at: app?.set_at ?? null,
    passkeys,
    recovery_codes: recovery_codes ?? null,
    recoveries,
    confirmed_others,
  };
}

async function eraseAccount(tx: Tx, id: string, now: Date): Promise<void> {
  await takeBackWord(tx, id, now);
  await tx.updateTable("accounts.card").set({ made_by: null }).where("made_by", "=", id).execute();
  await forgetOwn(tx, id);
}

async function forgetOwn(tx: Tx, id: string): Promise<void> {
  for (const table of own) await tx.deleteFrom(table).where("person_id", "=", id).execute();
}

/** Nobody stays signed in as either of the two: what the one person may do has changed. The ways in of `into` stay theirs. */
async function mergeAccount(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await takeBackWord(tx, from, now);
  await tx.updateTable("accounts.card").set({ made_by: into }).where("made_by", "=", from).execute();
  await forgetOwn(tx, from);
  await tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("person_id", "=", into)
    .where("ended_at", "is", null)
    .execute();
}

/**
 * Whoever is erased, or turns out to be somebody else, has confirmed nobody: a recovery that rests on their word stops,
 * for two people stand behind it no more.
 */
async function takeBackWord(tx: Tx, by: string, now: Date): Promise<void> {
  await tx
    .updateTable("accounts.recovery")
    .set({ stopped_at: now, stopped_how: "expired" })
    .where("done_at", "is", null)
    .where("stopped_at", "is", null)
    .where("id", "in", (eb) =>
      eb.selectFrom("accounts.recovery_vouch").select("recovery_id").where("by_person_id", "=", by),
    )
    .execute();
  await tx.deleteFrom("accounts.recovery_vouch").where("by_person_id", "=", by).execute();
}
