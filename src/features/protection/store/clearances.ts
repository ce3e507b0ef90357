import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { type Clearance, type Document, type Kind, letterDays } from "../rules/clearances.ts";

/** A clearance as it stands written, with the names of who recorded and who withdrew it. */
export type Row = Clearance & {
  id: string;
  person_id: string;
  document: Document | null;
  at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
  withdrawn_at: Date | null;
  withdrawn_by_name: string | null;
  withdrawn_reason: string | null;
};

const nameOf = (table: string) =>
  sql<
    string | null
  >`nullif(concat_ws(' ', ${sql.ref(`${table}.given_name`)}, ${sql.ref(`${table}.surname`)}), '')`;

const rows = (db: Db) =>
  db
    .selectFrom("protection.clearance as clearance")
    .leftJoin("people.v_card as recorder", "recorder.id", "clearance.recorded_by")
    .leftJoin("people.v_card as withdrawer", "withdrawer.id", "clearance.withdrawn_by")
    .select(["clearance.id", "clearance.person_id", "kind", "document", "valid_from", "ends_on", "at"])
    .select(["recorded_by", "withdrawn_at", "withdrawn_reason"])
    .select((eb) => eb("withdrawn_at", "is not", null).as("withdrawn"))
    .select([nameOf("recorder").as("recorded_by_name"), nameOf("withdrawer").as("withdrawn_by_name")])
    .$castTo<Row>();

/** Everything these people were ever cleared by, newest first. */
export async function clearancesOf(db: Db, people: readonly string[]): Promise<Map<string, Row[]>> {
  const found = rows(db).where(sql<boolean>`clearance.person_id = any(${people}::uuid[])`);
  const sorted = await found.orderBy("at", "desc").orderBy("clearance.id").execute();
  return Map.groupBy(sorted, (row) => row.person_id);
}

/** The birth dates of these people; whoever is unknown or erased is not among them. */
export async function birthDatesOf(db: Db, people: readonly string[]): Promise<Map<string, string>> {
  const cards = await db
    .selectFrom("people.v_card")
    .select(["id", "birth_date"])
    .where(sql<boolean>`id = any(${people}::uuid[])`)
    .execute();
  return new Map(cards.map(({ id, birth_date }) => [id ?? "", birth_date ?? ""]));
}

type New = Pick<Row, "person_id" | "kind" | "document" | "valid_from" | "ends_on" | "at"> & {
  recorded_by: string;
  code_id: string | null;
};

export const addClearance = (tx: Tx, row: New) =>
  tx.insertInto("protection.clearance").values(row).returning("id").executeTakeFirstOrThrow();

/** Withdraws one that stands; answers false where somebody already has. */
export async function endClearance(
  tx: Tx,
  { id, by, reason }: { id: string; by: string; reason: string },
  now: Date,
): Promise<boolean> {
  const done = await tx
    .updateTable("protection.clearance")
    .set({ withdrawn_at: now, withdrawn_by: by, withdrawn_reason: reason })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export type Ending = { id: string; person_id: string; kind: Kind; ends_on: string; reminded: number };

/** Those that stand on a day, end within the days of the first letter, and are followed by no longer one; each row taken. */
export const lockEnding = (tx: Tx, day: string): Promise<Ending[]> =>
  tx
    .selectFrom("protection.clearance as clearance")
    .select(["clearance.id", "clearance.person_id", "kind", "ends_on", "reminded"])
    .where("withdrawn_at", "is", null)
    .where("reminded", "<", letterDays.length)
    .where(endsSoon(day, "clearance"))
    .orderBy("clearance.id")
    .forUpdate("clearance")
    .$castTo<Ending>()
    .execute();

/** Whether the clearance at hand stands on a day, ends soon after it, and nothing of its kind lasts longer. */
export const endsSoon = (day: string, table: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<boolean>`(${column("withdrawn_at")} is null and ${column("ends_on")} > ${day}::date
    and ${column("ends_on")} <= ${day}::date + ${letterDays[0]}::integer and not exists (
      select from protection.clearance later
      where later.person_id = ${column("person_id")} and later.kind = ${column("kind")}
        and later.withdrawn_at is null and later.ends_on > ${column("ends_on")}))`;
};

export const markReminded = (tx: Tx, id: string, letters: number) =>
  tx.updateTable("protection.clearance").set({ reminded: letters }).where("id", "=", id).execute();
