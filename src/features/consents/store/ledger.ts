import { sql } from "kysely";
import { rememberWithdrawals, type Withdrawal } from "../../../platform/backup/erasures.ts";
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
  /** When whoever decides was asked to answer anew. */
  asked_anew_at: Date | null;
};

/** Lets one act at a time change what stands for a person, until the transaction ends. */
export const holdPerson = (tx: Tx, person: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${person}`}, 0))`.execute(tx);

/** The same for several, in one order for everybody, so that two acts cannot block each other. */
export async function holdPeople(tx: Tx, people: readonly string[]): Promise<void> {
  for (const person of [...new Set(people)].sort()) await holdPerson(tx, person);
}

const rows = (db: Db) =>
  db
    .selectFrom("consents.consent")
    .select(["id", "id as order", "person_id", "guardian_id", "purpose", "answer", "given_by"])
    .select(["at", "ends_on", "withdrawn_at", "ended_at", "asked_anew_at"])
    .select((eb) => eb("withdrawn_at", "is not", null).as("withdrawn"))
    .$castTo<Row>();

/** Everything that was ever answered for a person, oldest first. */
export const ledgerOf = (db: Db, person: string): Promise<Row[]> =>
  rows(db).where("person_id", "=", person).orderBy("id").execute();

/** The same of many people, by whom each answer is about. */
export async function ledgersOf(db: Db, people: readonly string[]): Promise<Map<string, Row[]>> {
  const found = rows(db).where(sql<boolean>`person_id = any(${people}::uuid[])`);
  return Map.groupBy(await found.orderBy("id").execute(), (row) => row.person_id);
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
  /** The paper on which it was given, if it was: it tells who recorded and who confirmed it. */
  paper_id: string | null;
  at: Date;
  ends_on: string;
  recorded_by?: string | null;
};

/** Writes answers down; what a "no" follows is remembered as withdrawn where backups cannot bring it back. */
export async function addAnswers(tx: Tx, answers: NewAnswer[]): Promise<void> {
  for (const row of answers.filter(({ answer }) => answer === "refused"))
    await rememberWithdrawals(tx, (await standingOf(tx, row)).map(withdrawnAt(row.at)));
  await tx.insertInto("consents.consent").values(answers).execute();
}

/** A giver's agreements to a purpose that nobody has withdrawn. */
const standingOf = (tx: Tx, of: Pick<NewAnswer, "person_id" | "purpose" | "given_by">) =>
  tx
    .selectFrom("consents.consent")
    .select(["id", "at"])
    .where("person_id", "=", of.person_id)
    .where("purpose", "=", of.purpose)
    .where("given_by", "=", of.given_by)
    .where("answer", "=", "agreed")
    .where("withdrawn_at", "is", null)
    .execute();

const withdrawnAt =
  (at: Date) =>
  (row: { id: number; at: Date }): Withdrawal => ({ consent: row.id, given_at: row.at, at });

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
    .returning(["id", "at"])
    .execute();
  await rememberWithdrawals(tx, gone.map(withdrawnAt(now)));
  return gone.length;
}

/** Withdraws an agreement that a restore brought back; answers whose it is, where it stood. */
export const withdrawRow = (tx: Tx, { consent, given_at, at }: Withdrawal) =>
  tx
    .updateTable("consents.consent")
    .set((eb) => ({ withdrawn_at: at, withdrawn_by: eb.ref("given_by") }))
    .where("id", "=", consent)
    .where("at", "=", given_at)
    .where("answer", "=", "agreed")
    .where("withdrawn_at", "is", null)
    .returning(["person_id", "purpose"])
    .executeTakeFirst();

/** Agreements whose last day may be over by now somewhere in the country, not yet noticed. */
export const endingBy = (db: Db, day: string, most: number): Promise<Row[]> =>
  rows(db)
    .where("ended_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("ends_on", "<=", day)
    .orderBy("id")
    .limit(most)
    .execute();

/** Whose agreements end before a day and were not asked for anew. */
export async function peopleWithEnding(db: Db, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom("consents.consent")
    .select("person_id")
    .distinct()
    .where("ended_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("asked_anew_at", "is", null)
    .where("answer", "=", "agreed")
    .where("ends_on", "<=", day)
    .orderBy("person_id")
    .execute();
  return rows.map((row) => row.person_id);
}

export const markAskedAnew = (tx: Tx, ids: number[], now: Date) =>
  tx.updateTable("consents.consent").set({ asked_anew_at: now }).where("id", "in", ids).execute();

export const markEnded = (tx: Tx, ids: number[], now: Date) =>
  tx.updateTable("consents.consent").set({ ended_at: now }).where("id", "in", ids).execute();
