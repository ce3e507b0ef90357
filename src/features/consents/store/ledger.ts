import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Answer, Giver, Purpose } from "../rules/standing.ts";

/** An answer as it stands in the ledger. */
export type Row = Answer & {
  id: number;
  person_id: string;
  guardian_id: string | null;
  at: Date;
  withdrawn_at: Date | null;
  /** When it was noticed that it is over. */
  ended_at: Date | null;
};

/** Lets one act at a time change what stands for a person, until the transaction ends. */
export const holdPerson = (tx: Tx, person: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${person}`}, 0))`.execute(tx);

const rows = (db: Db) =>
  db
    .selectFrom("consents.consent")
    .select(["id", "id as order", "person_id", "guardian_id", "purpose", "answer", "given_by"])
    .select(["at", "ends_on", "withdrawn_at", "ended_at"])
    .select((eb) => eb("withdrawn_at", "is not", null).as("withdrawn"))
    .$castTo<Row>();

/** Everything that was ever answered for a person, oldest first. */
export const ledgerOf = (db: Db, person: string): Promise<Row[]> =>
  rows(db).where("person_id", "=", person).orderBy("id").execute();

/** The same for several people, by person. */
export async function ledgersOf(db: Db, people: string[]): Promise<Map<string, Row[]>> {
  const all = new Map<string, Row[]>(people.map((person) => [person, []]));
  if (people.length === 0) return all;
  const read = rows(db).where("person_id", "=", (eb) => eb.fn.any(sql.val(people)));
  for (const row of await read.orderBy("id").execute()) all.get(row.person_id)?.push(row);
  return all;
}

export type NewAnswer = {
  person_id: string;
  guardian_id: string | null;
  purpose: Purpose;
  text_id: string;
  text_hash: Buffer;
  operator: string;
  operator_bin: string;
  answer: Answer["answer"];
  given_by: Giver;
  how: "link" | "paper" | "in_person";
  at: Date;
  ends_on: string;
};

export const addAnswers = (tx: Tx, answers: NewAnswer[]) =>
  tx.insertInto("consents.consent").values(answers).execute();

/** Withdraws every agreement of a giver to a purpose that still stands; answers how many. */
export async function withdrawAnswers(
  tx: Tx,
  of: { person: string; purpose: Purpose; by: Giver },
  now: Date,
): Promise<number> {
  const gone = await tx
    .updateTable("consents.consent")
    .set({ withdrawn_at: now, withdrawn_by: of.by })
    .where("person_id", "=", of.person)
    .where("purpose", "=", of.purpose)
    .where("given_by", "=", of.by)
    .where("answer", "=", "agreed")
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return Number(gone.numUpdatedRows);
}

/** Agreements whose last day may be over by now somewhere in the country, not yet noticed. */
export const endingBy = (db: Db, day: string, most: number): Promise<Row[]> =>
  rows(db)
    .where("ended_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("ends_on", "<=", day)
    .orderBy("id")
    .limit(most)
    .execute();

export const markEnded = (tx: Tx, ids: number[], now: Date) =>
  tx.updateTable("consents.consent").set({ ended_at: now }).where("id", "in", ids).execute();
