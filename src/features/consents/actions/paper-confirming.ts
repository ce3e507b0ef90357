import { dayIn } from "../../../platform/day.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { isOvertaken, type Unconfirmable } from "../rules/papers.ts";
import type { Purpose } from "../rules/standing.ts";
import { rowFor } from "../snapshot.ts";
import { addPaperGuardian } from "../store/guardians.ts";
import { addAnswers, holdPerson, type NewAnswer, withdrawAnswers } from "../store/ledger.ts";
import { addStep, changePaper, findPaper, type Last, lastSaid, type Paper } from "../store/papers.ts";
import { tellPerson } from "../telling.ts";
import { auditPaper, holdPaper, type OpenPaper } from "./paper-reading.ts";

type Parts = Pick<FeatureParts, "db" | "notices" | "consentChanged">;

export type Checked =
  | { kind: "done" }
  /** It was recorded anew, or got another scan, since this person looked. */
  | { kind: "changed" }
  | { kind: "refused"; reason: Unconfirmable };

type Checking = { code: string; version: number };

/**
 * The second look: says that the scan shows what was recorded. Only now the answers enter the ledger, for the texts that
 * were signed and from the day of signing, with everything that follows in every room. Safe to repeat.
 */
export const confirmPaper = (parts: Parts, who: Actor, checking: Checking, now: Date): Promise<Checked> =>
  check(parts, who, checking, now, async (tx, open) => {
    await changePaper(tx, open.paper.id, { state: "confirmed" }, now);
    await addStep(tx, { paper: open.paper.id, step: "confirmed", by: who.id }, now);
    await auditPaper(tx, who, "consents.confirm_paper", open.paper, now);
    await enter(tx, parts, open, now);
  });

/** The second look finds that it is not the same: the paper goes back with a reason and is recorded anew. */
export const returnPaper = (
  parts: Parts,
  who: Actor,
  { reason, ...checking }: Checking & { reason: string },
  now: Date,
): Promise<Checked> =>
  check(parts, who, checking, now, async (tx, { paper }) => {
    await changePaper(tx, paper.id, { state: "returned" }, now);
    await addStep(tx, { paper: paper.id, step: "returned", by: who.id, reason }, now);
    await auditPaper(tx, who, "consents.return_paper", paper, now);
  });

function check(
  { db }: Parts,
  who: Actor,
  { code, version }: Checking,
  now: Date,
  act: (tx: Tx, open: OpenPaper) => Promise<void>,
): Promise<Checked> {
  return db.transaction().execute(async (tx) => {
    const { person_id } = found(await findPaper(tx, code));
    await holdPerson(tx, person_id);
    const open = await holdPaper(tx, who, code, now);
    if (open.steps.at(-1)?.by_id === who.id && open.paper.version === version + 1) return { kind: "done" };
    if (open.unconfirmable) return { kind: "refused", reason: open.unconfirmable };
    if (open.paper.version !== version) return { kind: "changed" };
    await act(tx, open);
    return { kind: "done" };
  });
}

/** Writes the answers of a paper into the ledger, but for those that were overtaken since it was signed. */
async function enter(tx: Tx, parts: Parts, open: OpenPaper, now: Date): Promise<void> {
  const { paper, subject } = open;
  const { signed_on, ...signer } = signedOn(paper);
  const fresh = await freshLines(tx, open, signed_on);
  if (fresh.length === 0) return;
  const by = open.steps.findLast(({ step }) => step === "recorded")?.by_id ?? null;
  const named = { ...signer, person: subject.id, language: paper.language, by };
  const guardian = await addPaperGuardian(tx, named, now);
  const operator = { operator: paper.operator, operator_bin: paper.operator_bin };
  const given = { operator, person: subject, how: "paper", paper: paper.id, day: signed_on } as const;
  const rows = fresh.map(({ text, answer, given_by }) =>
    rowFor({ ...given, text, answer, guardian: given_by === "guardian" ? guardian : null }, now),
  );
  await addAnswers(tx, rows);
  await parts.consentChanged(tx, subject.id, now);
  await tellPerson(tx, parts, subject, isRefusal(rows) ? "refused" : "agreed", now);
}

async function freshLines(tx: Tx, { subject, lines }: OpenPaper, signed_on: string) {
  const last = await lastSaid(tx, subject.id);
  const zone = subject.hubs[0]?.time_zone ?? "Asia/Almaty";
  return lines.flatMap((line) => {
    const answer = found(line.answer);
    const before = last.find((each) => each.purpose === line.purpose && each.given_by === line.given_by);
    return isOvertaken({ answer, signed_on }, before && saidOn(before, zone)) ? [] : [{ ...line, answer }];
  });
}

/**
 * Records that the guardian who signed has told the hub that they take their agreement back: at once and in every room, by
 * one member of staff, for it only ever ends something. Safe to repeat.
 */
export const withdrawOnPaper = (
  parts: Parts,
  who: Actor,
  { code, purpose }: { code: string; purpose: Purpose },
  now: Date,
): Promise<void> =>
  parts.db.transaction().execute(async (tx) => {
    const { person_id: person } = found(await findPaper(tx, code));
    await holdPerson(tx, person);
    const { paper, subject } = await holdPaper(tx, who, code, now);
    if (paper.state !== "confirmed") return;
    if ((await withdrawAnswers(tx, { person, purpose, by: "guardian" }, now)) === 0) return;
    await auditPaper(tx, who, "consents.withdraw_on_paper", paper, now, { purpose });
    await parts.consentChanged(tx, person, now);
    await tellPerson(tx, parts, subject, "withdrawn", now);
  });

/** What stands on every paper that was recorded, as the table promises. */
const signedOn = ({ guardian_name, relation, signed_on }: Paper) => ({
  name: found(guardian_name),
  relation: found(relation),
  signed_on: found(signed_on),
});

/** The day somebody last said something, and whether it was a yes that stands. */
const saidOn = ({ answer, withdrawn_at, at, signed_on }: Last, zone: string) => ({
  day: withdrawn_at ? dayIn(zone, withdrawn_at) : (signed_on ?? dayIn(zone, at)),
  standing: answer === "agreed" && withdrawn_at === null,
});

/** Whoever may not take part is told so; a "no" to pictures beside it is read on the page. */
const isRefusal = (rows: NewAnswer[]): boolean =>
  rows.every((row) => row.answer === "refused") ||
  rows.some((row) => row.purpose === "data" && row.answer === "refused");
