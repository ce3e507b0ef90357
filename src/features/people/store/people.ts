import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Contact } from "../contacts.ts";
import type { Changes } from "../rules.ts";

type Row = Selectable<Schema["people.person"]>;

/** A person who has not been erased: birth date and settlement are always there. */
export type Person = Omit<Row, "birth_date" | "settlement_code"> & {
  birth_date: string;
  settlement_code: string;
};

export type Revision = { at: Date; by_person_id: string | null; changes: Changes };

const present = (row: Row | undefined): Person | undefined =>
  row && row.erased_at === null ? (row as Person) : undefined;

export const getPerson = async (db: Db, id: string): Promise<Person | undefined> =>
  present(await db.selectFrom("people.person").selectAll().where("id", "=", id).executeTakeFirst());

export const lockPerson = async (tx: Tx, id: string): Promise<Person | undefined> =>
  present(
    await tx.selectFrom("people.person").selectAll().where("id", "=", id).forUpdate().executeTakeFirst(),
  );

export const addPerson = (tx: Tx, row: Insertable<Schema["people.person"]>): Promise<{ id: string }> =>
  tx.insertInto("people.person").values(row).returning("id").executeTakeFirstOrThrow();

export const changePerson = (tx: Tx, id: string, change: Updateable<Schema["people.person"]>) =>
  tx
    .updateTable("people.person")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();

export const addRevision = (tx: Tx, person: string, by: string | null, changes: Changes, now: Date) =>
  tx
    .insertInto("people.revision")
    .values({ person_id: person, by_person_id: by, changes: JSON.stringify(changes), at: now })
    .execute();

/** What changed about a person, newest first. */
export const listRevisions = (db: Db, person: string, most = 50): Promise<Revision[]> =>
  db
    .selectFrom("people.revision")
    .select(["at", "by_person_id", "changes"])
    .where("person_id", "=", person)
    .orderBy("id", "desc")
    .limit(most)
    .$castTo<Revision>()
    .execute();

export const listContacts = (db: Db, person: string): Promise<(Contact & { confirmed_at: Date })[]> =>
  db
    .selectFrom("people.contact")
    .select(["kind", "value", "confirmed_at"])
    .where("person_id", "=", person)
    .orderBy("confirmed_at")
    .orderBy("value")
    .$castTo<Contact & { confirmed_at: Date }>()
    .execute();

/** Whether this person, not erased, has confirmed this contact. */
export async function isContactOf(db: Db, person: string, contact: Contact): Promise<boolean> {
  return (await findPeopleByContact(db, contact)).some((each) => each.id === person);
}

export const putContact = (tx: Tx, person: string, { kind, value }: Contact, now: Date) =>
  tx
    .insertInto("people.contact")
    .values({ person_id: person, kind, value, confirmed_at: now })
    .onConflict((conflict) =>
      conflict.columns(["person_id", "kind", "value"]).doUpdateSet({ confirmed_at: now }),
    )
    .execute();

export type Found = Pick<Person, "id" | "surname" | "given_name" | "birth_date" | "language">;

/** Everybody who has confirmed this contact: brothers and sisters may share a phone. */
export const findPeopleByContact = (db: Db, { kind, value }: Contact): Promise<Found[]> =>
  db
    .selectFrom("people.contact")
    .innerJoin("people.person", "people.person.id", "people.contact.person_id")
    .select(["people.person.id", "surname", "given_name", "birth_date", "language"])
    .where("kind", "=", kind)
    .where("value", "=", value)
    .where("erased_at", "is", null)
    .orderBy("birth_date")
    .orderBy("people.person.id")
    .$castTo<Found>()
    .execute();
