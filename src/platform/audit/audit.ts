import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "../db/pool.ts";

export type AuditEntry = {
  /** The person who acted; null for the system itself. */
  actor: string | null;
  /** What was done, as `feature.act`: `members.join`. */
  act: string;
  subject: { kind: string; id: string };
  hub?: string | null;
  /** Personal fields, kept apart under a salt so that erasing them leaves the entry's hash valid. */
  personal?: { person: string | null; fields: Record<string, unknown> };
};

/** Writes down who did what, in the act's own transaction: an act that fails leaves no trace, a trace never lacks its act. */
export async function audit(tx: Tx, entry: AuditEntry, now: Date): Promise<void> {
  const salt = randomBytes(16);
  const fields = entry.personal && JSON.stringify(entry.personal.fields);
  const row = await tx
    .insertInto("platform.audit_entry")
    .values({
      at: now,
      actor_id: entry.actor,
      act: entry.act,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      hub_id: entry.hub ?? null,
      personal_hash: fields ? createHash("sha256").update(salt).update(fields).digest() : null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (!entry.personal || !fields) return;
  await tx
    .insertInto("platform.audit_detail")
    .values({ entry_id: row.id, person_id: entry.personal.person, salt, fields })
    .execute();
}

/** Forgets the personal fields of every entry about somebody; the entries stay and their hashes stay true. */
export async function forgetPersonal(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom("platform.audit_detail").where("person_id", "=", person).execute();
}
