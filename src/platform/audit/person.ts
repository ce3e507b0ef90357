import type { Db, Tx } from "../db/pool.ts";
import type { PersonContract } from "../feature.ts";
import { audit } from "./audit.ts";

/** What the audit keeps about a person, and how it forgets it: stands last of all, so that nothing is written after it. */
export const auditPerson: PersonContract = {
  tables: ["platform.audit_detail", "platform.audit_alias"],
  export: exportEntries,
  erase: forgetPersonal,
  merge: addAlias,
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};

/** The person's own id and those of records that became part of theirs. */
export async function idsOf(db: Db, person: string): Promise<string[]> {
  const earlier = await db
    .selectFrom("platform.audit_alias")
    .select("earlier_id")
    .where("person_id", "=", person)
    .execute();
  return [person, ...earlier.map((each) => each.earlier_id)];
}

/** Under which id each of these people is known now. */
export async function currentIds(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows =
    ids.length === 0
      ? []
      : await db.selectFrom("platform.audit_alias").selectAll().where("earlier_id", "in", ids).execute();
  const now = new Map(rows.map((row) => [row.earlier_id, row.person_id]));
  return new Map(ids.map((id) => [id, now.get(id) ?? id]));
}

async function exportEntries(db: Db, person: string): Promise<Record<string, unknown>> {
  const ids = await idsOf(db, person);
  const rows = await db
    .selectFrom("platform.audit_entry as entry")
    .innerJoin("platform.audit_detail as detail", "detail.entry_id", "entry.id")
    .select(["entry.at", "entry.act", "entry.actor_id", "detail.fields"])
    .where("detail.person_id", "in", ids)
    .orderBy("entry.id")
    .limit(10_000)
    .execute();
  const acts = rows.map(({ actor_id, ...row }) => ({
    ...row,
    by_self: actor_id !== null && ids.includes(actor_id),
  }));
  return { audit: acts };
}

/**
 * Forgets the personal fields of every entry about somebody. The entries stay, their hashes stay true, and one more says
 * which of them were forgotten: a detail that is gone without it was taken by somebody else.
 */
export async function forgetPersonal(tx: Tx, person: string, now: Date): Promise<void> {
  const gone = await tx
    .deleteFrom("platform.audit_detail")
    .where("person_id", "in", await idsOf(tx, person))
    .returning("entry_id")
    .execute();
  await tx.deleteFrom("platform.audit_alias").where("person_id", "=", person).execute();
  if (gone.length === 0) return;
  const fields = { entries: gone.map((each) => each.entry_id).sort((a, b) => a - b) };
  const subject = { kind: "person", id: person };
  await audit(tx, { actor: null, act: "audit.forget", subject, personal: { person: null, fields } }, now);
}

/** A sealed entry keeps the id it was written with, so that `into` answers for `from` from now on. */
async function addAlias(tx: Tx, from: string, into: string): Promise<void> {
  await tx
    .updateTable("platform.audit_alias")
    .set({ person_id: into })
    .where("person_id", "=", from)
    .execute();
  await tx
    .insertInto("platform.audit_alias")
    .values({ earlier_id: from, person_id: into })
    .onConflict((conflict) => conflict.column("earlier_id").doUpdateSet({ person_id: into }))
    .execute();
}
