import type { Db, Tx } from "../../../platform/db/pool.ts";
import { Forbidden } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type Line, mayRecord, mayVoid, signedProblem, type SignedProblem } from "../rules/papers.ts";
import type { Answer } from "../rules/standing.ts";
import { addStep, changePaper, type Paper, setAnswer, type Signed } from "../store/papers.ts";
import { putScan, removeScan, type Scan } from "../store/scans.ts";
import { auditPaper, holdPaper, type OpenPaper } from "./paper-reading.ts";

export type PaperSays = Omit<Signed, "signed_on"> & {
  signed_on: string | undefined;
  answers: (Line & { answer: Answer["answer"] })[];
  scan: Scan | undefined;
};

export type Recorded =
  | { kind: "recorded" }
  /** It was confirmed or made void meanwhile. */
  | { kind: "done" }
  | { kind: "refused"; reason: SignedProblem };

/**
 * Keeps what stands on a paper that came back; it counts for nothing until a second person confirms it. Recorded anew, it
 * is the new recording that waits.
 */
export const recordPaper = (
  db: Db,
  who: Actor,
  code: string,
  { answers, scan, ...says }: PaperSays,
  now: Date,
): Promise<Recorded> =>
  db.transaction().execute(async (tx) => {
    const open = await holdPaper(tx, who, code, now);
    const { paper } = open;
    if (!mayRecord(paper.state)) return { kind: "done" };
    const { signed_on } = says;
    const reason = signedProblem(signed_on, { printed: open.printed_on, today: open.today });
    if (reason || !signed_on) return { kind: "refused", reason: reason ?? "missing" };
    await answerLines(tx, open, answers);
    await changePaper(tx, paper.id, { ...says, signed_on, state: "recorded" }, now);
    await addStep(tx, { paper: paper.id, step: "recorded", by: who.id }, now);
    if (scan) await layIn(tx, who, paper, scan, now);
    const fields = { name: says.guardian_name, relation: says.relation, signed_on, answers };
    await auditPaper(tx, who, "consents.record_paper", paper, now, fields);
    return { kind: "recorded" };
  });

/** Each question of the paper needs its answer, and nothing else is taken. */
async function answerLines(tx: Tx, { paper, lines }: OpenPaper, answers: PaperSays["answers"]) {
  for (const { purpose, given_by } of lines) {
    const said = answers.find((each) => each.purpose === purpose && each.given_by === given_by);
    if (!said) throw new Forbidden();
    await setAnswer(tx, paper.id, { purpose, given_by, answer: said.answer });
  }
}

/** Lays a scan to a paper that was recorded, in place of an earlier one; false where the paper is done or not recorded. */
export const addScan = (db: Db, who: Actor, code: string, scan: Scan, now: Date): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const { paper } = await holdPaper(tx, who, code, now);
    if (paper.state !== "recorded" && paper.state !== "returned") return false;
    await changePaper(tx, paper.id, { state: paper.state }, now);
    await layIn(tx, who, paper, scan, now);
    return true;
  });

async function layIn(tx: Tx, who: Actor, paper: Paper, scan: Scan, now: Date): Promise<void> {
  await putScan(tx, paper.id, scan, now);
  await addStep(tx, { paper: paper.id, step: "scanned", by: who.id }, now);
  await auditPaper(tx, who, "consents.add_scan", paper, now);
}

/** Makes a paper count for nothing for ever, and deletes its scan; one that is confirmed stays. Safe to repeat. */
export const voidPaper = (db: Db, who: Actor, code: string, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { paper } = await holdPaper(tx, who, code, now);
    if (!mayVoid(paper.state)) return;
    await changePaper(tx, paper.id, { state: "void" }, now);
    await removeScan(tx, paper.id);
    await addStep(tx, { paper: paper.id, step: "void", by: who.id }, now);
    await auditPaper(tx, who, "consents.void_paper", paper, now);
  });
