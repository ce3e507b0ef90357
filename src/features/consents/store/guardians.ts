import { type Selectable, sql } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import type { Relation } from "../rules/asking.ts";

export type Contact = { kind: "mail" | "phone"; value: string };

type Row = Selectable<Schema["consents.guardian"]>;

/** A guardian who can be written to; whoever signed on paper alone has no contact here. */
export type Guardian = Omit<Row, "relation" | "language" | "contact_kind" | "contact"> & {
  relation: Relation;
  language: Language;
  contact_kind: Contact["kind"];
  contact: string;
};

const guardians = (db: Db) =>
  db.selectFrom("consents.guardian").selectAll().where("contact", "is not", null).$castTo<Guardian>();

export type NewGuardian = {
  person: string;
  name: string;
  relation: Relation;
  contact: Contact;
  language: Language;
  by: string;
};

export const addGuardian = (
  tx: Tx,
  { person, contact, by, ...rest }: NewGuardian,
  now: Date,
): Promise<Guardian> =>
  tx
    .insertInto("consents.guardian")
    .values({
      ...rest,
      person_id: person,
      contact_kind: contact.kind,
      contact: contact.value,
      named_at: now,
      named_by: by,
    })
    .returningAll()
    .$castTo<Guardian>()
    .executeTakeFirstOrThrow();

type OnPaper = { person: string; name: string; relation: Relation; language: Language; by: string | null };

/** Keeps who signed a paper; answers their id. */
export async function addPaperGuardian(
  tx: Tx,
  { person: person_id, by: named_by, ...said }: OnPaper,
  now: Date,
): Promise<string> {
  const row = await tx
    .insertInto("consents.guardian")
    .values({ ...said, person_id, named_by, named_at: now, confirmed_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

export const getGuardian = (db: Db, id: string): Promise<Guardian | undefined> =>
  guardians(db).where("id", "=", id).executeTakeFirst();

/** Who was named for a person, newest first. */
export const guardiansOf = (db: Db, person: string): Promise<Guardian[]> =>
  guardians(db).where("person_id", "=", person).orderBy("named_at", "desc").orderBy("id").execute();

/** Those who have answered by this contact and still answer for somebody, oldest first. */
export const guardiansBehind = (db: Db, { kind, value }: Contact): Promise<Guardian[]> =>
  guardians(db)
    .where("contact_kind", "=", kind)
    .where("contact", "=", value)
    .where("confirmed_at", "is not", null)
    .where("ended_at", "is", null)
    .orderBy("named_at")
    .orderBy("id")
    .execute();

/** Whether somebody who may be written to about this person has this contact. */
export async function isGuardianContact(db: Db, person: string, { kind, value }: Contact): Promise<boolean> {
  const row = await db
    .selectFrom("consents.guardian")
    .select("id")
    .where("person_id", "=", person)
    .where("contact_kind", "=", kind)
    .where("contact", "=", value)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps who they say they are, now that they have shown that the contact is theirs. */
export const confirmGuardian = (
  tx: Tx,
  id: string,
  said: { name: string; relation: Relation; language: Language },
  now: Date,
) =>
  tx
    .updateTable("consents.guardian")
    .set({ ...said, confirmed_at: now })
    .where("id", "=", id)
    .execute();

/** Young people with a guardian who have turned 18 by a day. */
export async function grownWithGuardian(db: Db, day: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom("consents.guardian as guardian")
    .innerJoin("people.v_card as card", "card.id", "guardian.person_id")
    .select("guardian.person_id")
    .distinct()
    .where("guardian.ended_at", "is", null)
    .where(sql<boolean>`card.birth_date <= (${day}::date - interval '18 years')`)
    .orderBy("guardian.person_id")
    .limit(most)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Ends every guardianship of a person; answers how many. */
export async function endGuardians(tx: Tx, person: string, now: Date): Promise<number> {
  const ended = await tx
    .updateTable("consents.guardian")
    .set({ ended_at: now })
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
