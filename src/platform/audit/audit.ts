import { randomBytes } from "node:crypto";
import type { Tx } from "../db/pool.ts";
import type { Act } from "./acts.ts";
import { detailHash } from "./chain.ts";

export type AuditEntry = {
  /** The person who acted; null for the system itself. */
  actor: string | null;
  /** What was done, as `feature.act`; its sentence stands in the feature's messages. */
  act: Act;
  subject: { kind: string; id: string };
  hub?: string | null;
  /** Personal fields, kept apart under a salt so that erasing them leaves the entry's hash valid. */
  personal?: { person: string | null; fields: Record<string, unknown> };
};

/** Writes down who did what, in the act's own transaction: an act that fails leaves no trace, a trace never lacks its act. */
export async function audit(tx: Tx, entry: AuditEntry, now: Date): Promise<void> {
  const detail = entry.personal && detailOf(entry.personal);
  const row = {
    at: now,
    actor_id: entry.actor,
    act: entry.act,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    hub_id: entry.hub ?? null,
    personal_hash: detail ? detailHash(detail.salt, detail.person_id, detail.fields) : null,
  };
  const { id } = await tx
    .insertInto("platform.audit_entry")
    .values(row)
    .returning("id")
    .executeTakeFirstOrThrow();
  if (detail)
    await tx
      .insertInto("platform.audit_detail")
      .values({ entry_id: id, ...detail })
      .execute();
}

function detailOf({ person, fields }: NonNullable<AuditEntry["personal"]>) {
  return { person_id: person, salt: randomBytes(16), fields: JSON.stringify(fields) };
}
