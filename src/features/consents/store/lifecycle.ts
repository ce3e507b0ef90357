import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { PersonContract } from "../../../platform/feature.ts";
import { grownOn } from "../rules/standing.ts";
import { findSubject } from "./subjects.ts";

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: ["consents.consent", "consents.guardian", "consents.request"],
  export: exportConsents,
  erase: eraseConsents,
  merge: mergeConsents,
  onConsentChange: async () => {},
  // Age is read anew each time; only the term of what a guardian agreed to was measured by it.
  onAgeChange: cutTerms,
};

/** A guardian answers until the 18th birthday: where that is earlier than it seemed, so are the ends of their answers. */
async function cutTerms(tx: Tx, id: string): Promise<void> {
  const subject = await findSubject(tx, id);
  if (!subject) return;
  const grown = grownOn(subject.birth_date);
  await tx
    .updateTable("consents.consent")
    .set({ ends_on: grown })
    .where("person_id", "=", id)
    .where("given_by", "=", "guardian")
    .where("ends_on", ">", grown)
    .execute();
}

async function exportConsents(db: Db, id: string): Promise<Record<string, unknown>> {
  const consents = await db
    .selectFrom("consents.consent as consent")
    .innerJoin("consents.text as text", "text.id", "consent.text_id")
    .select(["consent.purpose", "text.version", "consent.answer", "consent.given_by", "consent.how"])
    .select(["consent.at", "consent.ends_on", "consent.withdrawn_at", "consent.withdrawn_by"])
    .select(["consent.operator", "consent.operator_bin"])
    .where("consent.person_id", "=", id)
    .orderBy("consent.id")
    .execute();
  const guardians = await db
    .selectFrom("consents.guardian")
    .select(["name", "relation", "contact", "language", "named_at", "confirmed_at", "ended_at"])
    .where("person_id", "=", id)
    .orderBy("named_at")
    .execute();
  const requests = await db
    .selectFrom("consents.request")
    .select(["asked_at", "answered_at", "ended_at", "expires_at"])
    .where("person_id", "=", id)
    .orderBy("asked_at")
    .execute();
  return { consents, guardians, requests };
}

/** Answers, guardians and links go whole: without the person they are about nobody. What was done stays in the audit. */
async function eraseConsents(tx: Tx, id: string): Promise<void> {
  await tx.updateTable("consents.guardian").set({ named_by: null }).where("named_by", "=", id).execute();
  await tx.updateTable("consents.consent").set({ recorded_by: null }).where("recorded_by", "=", id).execute();
  for (const table of ["consents.consent", "consents.request", "consents.guardian"] as const)
    await tx.deleteFrom(table).where("person_id", "=", id).execute();
}

/** Everything of `from` is the other's now; of two links on their way none is left, for one only may be. */
async function mergeConsents(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  await tx
    .updateTable("consents.request")
    .set({ ended_at: now, sealed: null })
    .where("person_id", "in", [from, into])
    .where("answered_at", "is", null)
    .where("ended_at", "is", null)
    .execute();
  for (const table of ["consents.consent", "consents.request", "consents.guardian"] as const)
    await tx.updateTable(table).set({ person_id: into }).where("person_id", "=", from).execute();
  await tx.updateTable("consents.guardian").set({ named_by: into }).where("named_by", "=", from).execute();
  await tx
    .updateTable("consents.consent")
    .set({ recorded_by: into })
    .where("recorded_by", "=", from)
    .execute();
  await cutTerms(tx, into);
}
