import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { PersonContract } from "../../../platform/feature.ts";
import { grownOn } from "../rules/standing.ts";
import { findSubject } from "./subjects.ts";

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: [
    "consents.consent",
    "consents.guardian",
    "consents.paper",
    "consents.paper_step",
    "consents.request",
    "consents.reminder",
    "consents.draft",
  ],
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
/** In the order in which they can be deleted. */
const personal = [
  "consents.consent",
  "consents.request",
  "consents.guardian",
  "consents.paper",
  "consents.reminder",
] as const;

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
  const reminders = await db
    .selectFrom("consents.reminder")
    .select(["sent_to", "at"])
    .where("person_id", "=", id)
    .orderBy("at")
    .execute();
  return { consents, guardians, requests, reminders, papers: await exportPapers(db, id) };
}

/** Papers with what stands on them; the scan is a picture, which the person holds on paper. */
async function exportPapers(db: Db, id: string): Promise<Record<string, unknown>[]> {
  const papers = await db
    .selectFrom("consents.paper")
    .select(["id", "code", "state", "printed_at", "guardian_name", "relation", "signed_on"])
    .where("person_id", "=", id)
    .orderBy("printed_at")
    .execute();
  return Promise.all(
    papers.map(async ({ id: paper, ...rest }) => {
      const lines = await db
        .selectFrom("consents.paper_line")
        .select(["purpose", "given_by", "answer"])
        .where("paper_id", "=", paper)
        .execute();
      return { ...rest, lines };
    }),
  );
}

/** Answers, guardians, links and papers with their scans go whole: without the person they are about nobody. What was done stays in the audit. */
async function eraseConsents(tx: Tx, id: string): Promise<void> {
  await moveDoings(tx, id, null);
  for (const table of personal) await tx.deleteFrom(table).where("person_id", "=", id).execute();
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
  await moveDoings(tx, from, into);
  for (const table of personal)
    await tx.updateTable(table).set({ person_id: into }).where("person_id", "=", from).execute();
  await cutTerms(tx, into);
}

/** What somebody did for others is somebody else's doing now, or nobody's. */
async function moveDoings(tx: Tx, from: string, into: string | null): Promise<void> {
  await tx
    .updateTable("consents.consent")
    .set({ recorded_by: into })
    .where("recorded_by", "=", from)
    .execute();
  await tx.updateTable("consents.paper_step").set({ by_id: into }).where("by_id", "=", from).execute();
  await tx.updateTable("consents.guardian").set({ named_by: into }).where("named_by", "=", from).execute();
  await tx
    .updateTable("consents.reminder")
    .set({ by_person_id: into })
    .where("by_person_id", "=", from)
    .execute();
  await tx
    .updateTable("consents.draft")
    .set({ changed_by_person_id: into })
    .where("changed_by_person_id", "=", from)
    .execute();
}
