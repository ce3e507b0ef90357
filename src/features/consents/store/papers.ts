import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import type { Relation } from "../rules/asking.ts";
import type { Line, PaperState } from "../rules/papers.ts";
import type { Answer, Giver, Purpose } from "../rules/standing.ts";

type PaperRow = Selectable<Schema["consents.paper"]>;

export type Paper = Omit<PaperRow, "language" | "state" | "relation"> & {
  language: Language;
  state: PaperState;
  relation: Relation | null;
};

/** A question of a paper with the words that were printed, and what was ticked. */
export type PaperLine = Line & { text_id: string; answer: Answer["answer"] | null };

const papers = (db: Db) => db.selectFrom("consents.paper").selectAll().$castTo<Paper>();

export const findPaper = (db: Db, code: string): Promise<Paper | undefined> =>
  papers(db).where("code", "=", code).executeTakeFirst();

/** Holds a paper, so that of two acts on it the second sees what the first has done. */
export const lockPaper = (tx: Tx, code: string): Promise<Paper | undefined> =>
  papers(tx).where("code", "=", code).forUpdate().executeTakeFirst();

/** Sheets of a person that have not come back, newest first. */
export const unreturnedOf = (db: Db, person: string, hub: string): Promise<Paper[]> =>
  papers(db)
    .where("person_id", "=", person)
    .where("hub_id", "=", hub)
    .where("state", "=", "printed")
    .orderBy("printed_at", "desc")
    .orderBy("id")
    .execute();

type New = Pick<Paper, "code" | "person_id" | "hub_id" | "language" | "operator" | "operator_bin">;

/** Writes a new paper; nothing where its code is another one's. */
export const addPaper = (tx: Tx, row: New, now: Date): Promise<Paper | undefined> =>
  tx
    .insertInto("consents.paper")
    .values({ ...row, printed_at: now, state: "printed", state_at: now })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returningAll()
    .$castTo<Paper>()
    .executeTakeFirst();

export const addLines = (tx: Tx, paper: string, lines: (Line & { text_id: string })[]) =>
  tx
    .insertInto("consents.paper_line")
    .values(lines.map((line) => ({ ...line, paper_id: paper })))
    .execute();

/** What a paper asks, in no order. */
export const linesOf = (db: Db, paper: string): Promise<PaperLine[]> =>
  db
    .selectFrom("consents.paper_line")
    .select(["purpose", "given_by", "text_id", "answer"])
    .where("paper_id", "=", paper)
    .$castTo<PaperLine>()
    .execute();

export const setAnswer = (tx: Tx, paper: string, { purpose, given_by, answer }: Omit<PaperLine, "text_id">) =>
  tx
    .updateTable("consents.paper_line")
    .set({ answer })
    .where("paper_id", "=", paper)
    .where("purpose", "=", purpose)
    .where("given_by", "=", given_by)
    .execute();

export type Signed = { guardian_name: string; relation: Relation; signed_on: string };

/** Moves a paper to a state, with what was read from it where something was. */
export const changePaper = (tx: Tx, id: string, set: { state: PaperState } & Partial<Signed>, now: Date) =>
  tx
    .updateTable("consents.paper")
    .set((eb) => ({ ...set, state_at: now, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();

export const addStep = (
  tx: Tx,
  step: { paper: string; step: PaperState | "scanned"; by: string; reason?: string },
  now: Date,
) =>
  tx
    .insertInto("consents.paper_step")
    .values({ paper_id: step.paper, step: step.step, by_id: step.by, at: now, reason: step.reason ?? null })
    .execute();

export type Step = { step: string; by_id: string | null; at: Date; reason: string | null };

/** What happened to a paper, earliest first. */
export const stepsOf = (db: Db, paper: string): Promise<Step[]> =>
  db
    .selectFrom("consents.paper_step")
    .select(["step", "by_id", "at", "reason"])
    .where("paper_id", "=", paper)
    .orderBy("id")
    .execute();

/** The last answer of each giver to each purpose with the day it was said: on paper, the day of signing. */
export type Last = { purpose: Purpose; given_by: Giver; answer: string; withdrawn_at: Date | null } & {
  at: Date;
  signed_on: string | null;
};

export const lastSaid = (db: Db, person: string): Promise<Last[]> =>
  db
    .selectFrom("consents.consent as consent")
    .leftJoin("consents.paper as paper", "paper.id", "consent.paper_id")
    .select(["consent.purpose", "consent.given_by", "consent.answer", "consent.withdrawn_at", "consent.at"])
    .select("paper.signed_on")
    .distinctOn(["consent.purpose", "consent.given_by"])
    .where("consent.person_id", "=", person)
    .orderBy("consent.purpose")
    .orderBy("consent.given_by")
    .orderBy("consent.id", "desc")
    .$castTo<Last>()
    .execute();
