import { randomInt } from "node:crypto";
import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { getHub, type Hub } from "../../hubs/index.ts";
import { getPerson } from "../../people/index.ts";
import { canAnswerFor, canHandle } from "../policy.ts";
import { paperCodeFrom } from "../rules/paper-code.ts";
import { type Line, linesOn } from "../rules/papers.ts";
import { type Purpose, purposes as everyPurpose } from "../rules/standing.ts";
import { type Operator, operatorOf } from "../snapshot.ts";
import { strictest } from "../standing.ts";
import { holdPerson } from "../store/ledger.ts";
import { addLines, addPaper, addStep, linesOf, type Paper, unreturnedOf } from "../store/papers.ts";
import { findSubject } from "../store/subjects.ts";
import { currentTexts, type Text } from "../store/texts.ts";

/** A paper ready to be drawn: whom it is about and what it asks by which words. */
export type Sheet = {
  code: string;
  language: Language;
  operator: Operator;
  person: { surname: string; given_name: string; patronymic: string | null; birth_date: string };
  lines: (Line & { text: Text })[];
};

export type Printed = {
  hub: Hub;
  sheets: Sheet[];
  /** Given names of those about whom no guardian is asked any of this. */
  unasked: string[];
};

type Parts = Pick<FeatureParts, "db" | "settings">;
type Choice = { hub: string; people: string[]; purposes: readonly Purpose[]; language: Language };

/**
 * Makes a paper for each of these people of a hub. Safe to repeat: a sheet that has not come back and asks the same by
 * the same words is printed again, with its code. Whoever does not belong to the hub is passed over.
 */
export const printPapers = (parts: Parts, who: Actor, choice: Choice, now: Date): Promise<Printed> =>
  parts.db.transaction().execute(async (tx) => {
    const hub = found(await getHub(tx, choice.hub), ({ id }) => canHandle(who, id));
    return printFor(tx, parts, { ...choice, hub, by: who.id }, now);
  });

/** Makes the paper about oneself, with everything a guardian is asked; nothing where no guardian is asked anything. */
export const printOwn = (
  parts: Parts,
  who: Actor,
  language: Language,
  now: Date,
): Promise<Printed | undefined> =>
  parts.db.transaction().execute(async (tx) => {
    const subject = found(await findSubject(tx, who.id), ({ id }) => canAnswerFor(who, id));
    const waiting = subject.hubs.find(({ status }) => status === "waiting_for_consent");
    const where = waiting ?? subject.hubs[0];
    if (!where) return undefined;
    const hub = found(await getHub(tx, where.hub_id));
    const choice = { hub, people: [who.id], purposes: everyPurpose, language, by: who.id };
    const printed = await printFor(tx, parts, choice, now);
    return printed.sheets.length > 0 ? printed : undefined;
  });

type Chosen = Omit<Choice, "hub"> & { hub: Hub; by: string };

async function printFor(tx: Tx, parts: Parts, chosen: Chosen, now: Date): Promise<Printed> {
  const printed: Printed = { hub: chosen.hub, sheets: [], unasked: [] };
  const texts = await currentTexts(tx);
  for (const id of new Set(chosen.people)) {
    const subject = await findSubject(tx, id);
    if (!subject?.hubs.some(({ hub_id }) => hub_id === chosen.hub.id)) continue;
    const lines = linesOn(chosen.purposes, strictest(subject, now)).flatMap((line) => {
      const text = texts.find((each) => each.purpose === line.purpose);
      return text ? [{ ...line, text }] : [];
    });
    if (lines.length === 0) printed.unasked.push(subject.given_name);
    else printed.sheets.push(await printOne(tx, parts, { ...chosen, id, lines }, now));
  }
  return printed;
}

type One = Chosen & { id: string; lines: Sheet["lines"] };

async function printOne(tx: Tx, { settings }: Parts, one: One, now: Date): Promise<Sheet> {
  const { id, hub, language, lines, by } = one;
  await holdPerson(tx, id);
  const operator = operatorOf(settings);
  const same = await findSame(tx, { ...one, operator });
  const row = { person_id: id, hub_id: hub.id, language, ...operator };
  const paper = same ?? (await addWithCode(tx, row, now));
  if (!same) {
    await addLines(
      tx,
      paper.id,
      lines.map(({ text, ...line }) => ({ ...line, text_id: text.id })),
    );
    await addStep(tx, { paper: paper.id, step: "printed", by }, now);
  }
  const personal = { person: id, fields: { code: paper.code } };
  const subject = { kind: "person", id };
  await audit(tx, { actor: by, act: "consents.print_paper", subject, hub: hub.id, personal }, now);
  const person = found(await getPerson(tx, id));
  return { code: paper.code, language, operator, person, lines };
}

/** A sheet of this person that has not come back and asks exactly this. */
async function findSame(tx: Tx, one: One & { operator: Operator }): Promise<Paper | undefined> {
  const { operator, operator_bin } = one.operator;
  const asks = (lines: { text_id: string; given_by: string }[]) =>
    lines
      .map(({ text_id, given_by }) => `${text_id} ${given_by}`)
      .sort()
      .join();
  const wanted = asks(one.lines.map(({ text, given_by }) => ({ text_id: text.id, given_by })));
  for (const paper of await unreturnedOf(tx, one.id, one.hub.id)) {
    const alike = paper.language === one.language && paper.operator === operator;
    if (!alike || paper.operator_bin !== operator_bin) continue;
    if (asks(await linesOf(tx, paper.id)) === wanted) return paper;
  }
  return undefined;
}

/** Of a hundred million codes a hub meets a taken one seldom; then another one is drawn. */
async function addWithCode(tx: Tx, row: Omit<Parameters<typeof addPaper>[1], "code">, now: Date) {
  for (;;) {
    const paper = await addPaper(tx, { ...row, code: paperCodeFrom(randomInt(10 ** 8)) }, now);
    if (paper) return paper;
  }
}
