import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { PersonContract } from "../../../platform/feature.ts";
import { getPerson, listContacts, listRevisions } from "./people.ts";

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: ["people.contact", "people.revision"],
  export: exportPerson,
  erase: erasePerson,
  merge: mergePerson,
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};

async function exportPerson(db: Db, id: string): Promise<Record<string, unknown>> {
  const row = await getPerson(db, id);
  if (!row) return {};
  const { search: _search, name_key: _key, erased_at: _erased, version: _version, ...profile } = row;
  const revisions = await listRevisions(db, id, 10_000);
  return {
    profile,
    contacts: await listContacts(db, id),
    history: revisions.map(({ at, changes, by_person_id }) => ({
      at,
      changes,
      by_self: by_person_id === id,
    })),
  };
}

/** The row stays, empty, so that totals still count it; the year of birth and the place go too, for villages are small. */
async function erasePerson(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.deleteFrom("people.contact").where("person_id", "=", id).execute();
  await tx.deleteFrom("people.revision").where("person_id", "=", id).execute();
  await tx
    .updateTable("people.revision")
    .set({ by_person_id: null })
    .where("by_person_id", "=", id)
    .execute();
  const empty = {
    surname: "",
    given_name: "",
    search: "",
    patronymic: null,
    occupation_place: "",
    wishes: "",
  };
  const unknown = {
    birth_date: null,
    settlement_code: null,
    occupation: "other",
    speaks: ["kk"],
    language: "kk",
  };
  await tx
    .updateTable("people.person")
    .set((eb) => ({ ...empty, ...unknown, erased_at: now, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** What `into` says of itself stays; contacts and history of both are its own now, and `from` is left empty. */
async function mergePerson(tx: Tx, from: string, into: string, now: Date): Promise<void> {
  const theirs = tx.selectFrom("people.contact").select(["kind", "value"]).where("person_id", "=", into);
  await tx
    .deleteFrom("people.contact")
    .where("person_id", "=", from)
    .where((eb) => eb(eb.refTuple("kind", "value"), "in", theirs.$asTuple("kind", "value")))
    .execute();
  await tx.updateTable("people.contact").set({ person_id: into }).where("person_id", "=", from).execute();
  await tx.updateTable("people.revision").set({ person_id: into }).where("person_id", "=", from).execute();
  await tx
    .updateTable("people.revision")
    .set({ by_person_id: into })
    .where("by_person_id", "=", from)
    .execute();
  await erasePerson(tx, from, now);
}
