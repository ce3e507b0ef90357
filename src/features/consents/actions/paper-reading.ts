import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { dayIn } from "../../../platform/day.ts";
import { found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { fold } from "../../../platform/i18n/fold.ts";
import { getPerson, listContacts, type Person } from "../../people/index.ts";
import { canHandle } from "../policy.ts";
import { confirmProblem, type Unconfirmable } from "../rules/papers.ts";
import { purposes, wordOf } from "../rules/standing.ts";
import { strictest } from "../standing.ts";
import { isGuardianContact } from "../store/guardians.ts";
import { ledgerOf } from "../store/ledger.ts";
import {
  findPaper,
  linesOf,
  lockPaper,
  type Paper,
  type PaperLine,
  type Step,
  stepsOf,
} from "../store/papers.ts";
import { getScan, type Scan, scanKind } from "../store/scans.ts";
import { findSubject, type Subject } from "../store/subjects.ts";
import { type Text, textsById } from "../store/texts.ts";

/** Everything about a paper that those who handle it work with. */
export type OpenPaper = {
  paper: Paper;
  person: Person;
  subject: Subject;
  /** `stands`: whether the giver's agreement to it stands, by this paper or anything said since. */
  lines: (PaperLine & { text: Text; stands: boolean })[];
  steps: Step[];
  scan: Scan["kind"] | null;
  /** The day it is, and the day it was printed, where the person belongs. */
  today: string;
  printed_on: string;
  /** Why this person may not confirm it, if so. */
  unconfirmable: Unconfirmable | null;
};

/** Opens a paper; that it was read is kept in the same transaction. */
export const openPaper = (db: Db, who: Actor, code: string, now: Date): Promise<OpenPaper> =>
  db.transaction().execute(async (tx) => {
    const open = await lookAt(tx, who, found(await findPaper(tx, code)), now);
    await auditPaper(tx, who, "consents.read_paper", open.paper, now);
    return open;
  });

/** Locks a paper and looks at it again, for an act on it. */
export const holdPaper = async (tx: Tx, who: Actor, code: string, now: Date): Promise<OpenPaper> =>
  lookAt(tx, who, found(await lockPaper(tx, code)), now);

async function lookAt(tx: Tx, who: Actor, paper: Paper, now: Date): Promise<OpenPaper> {
  found(paper, ({ hub_id }) => canHandle(who, hub_id));
  const subject = found(await findSubject(tx, paper.person_id));
  const { day: today, zone } = calendarOf(subject, now);
  const steps = await stepsOf(tx, paper.id);
  const scan = await scanKind(tx, paper.id);
  const open = {
    paper,
    subject,
    steps,
    scan,
    today,
    person: found(await getPerson(tx, paper.person_id)),
    lines: await wordedLines(tx, paper, today),
    printed_on: dayIn(zone, paper.printed_at),
  };
  return { ...open, unconfirmable: await unconfirmableBy(tx, who, open, now) };
}

/** Days are those of the strictest of somebody's hubs, as everywhere. */
function calendarOf(subject: Subject, now: Date) {
  const { day } = strictest(subject, now);
  const zones = subject.hubs.map(({ time_zone }) => time_zone);
  return { day, zone: zones.find((zone) => dayIn(zone, now) === day) ?? "Asia/Almaty" };
}

async function wordedLines(tx: Tx, paper: Paper, today: string): Promise<OpenPaper["lines"]> {
  const lines = await linesOf(tx, paper.id);
  const ledger = await ledgerOf(tx, paper.person_id);
  const texts = await textsById(
    tx,
    lines.map((line) => line.text_id),
  );
  return lines
    .map((line) => ({
      ...line,
      text: found(texts.find(({ id }) => id === line.text_id)),
      stands: wordOf(ledger, line.purpose, line.given_by, today) === "agreed",
    }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}

/** The guardian's answers first, each giver's in the order of purposes. */
const placeOf = ({ purpose, given_by }: PaperLine): number =>
  purposes.indexOf(purpose) + (given_by === "person" ? purposes.length : 0);

type Seen = Pick<OpenPaper, "paper" | "subject" | "steps" | "scan">;

async function unconfirmableBy(tx: Tx, who: Actor, { paper, subject, steps, scan }: Seen, now: Date) {
  const recorded = steps.findLast(({ step }) => step === "recorded");
  return confirmProblem({
    state: paper.state,
    has_scan: scan !== null,
    recorded_by_them: recorded?.by_id === who.id,
    about_them: paper.person_id === who.id,
    is_guardian: await isGuardianOf(tx, who, paper),
    age: strictest(subject, now).age,
  });
}

/** Whether somebody is known as a guardian of this person by a contact, or has the name of whoever signed the paper. */
async function isGuardianOf(tx: Tx, who: Actor, { person_id, guardian_name }: Paper): Promise<boolean> {
  const own = await getPerson(tx, who.id);
  if (own && guardian_name && hasName(guardian_name, own)) return true;
  for (const contact of await listContacts(tx, who.id))
    if (await isGuardianContact(tx, person_id, contact)) return true;
  return false;
}

const hasName = (name: string, { surname, given_name }: Person): boolean => {
  const said = fold(name).split(" ");
  return fold(`${surname} ${given_name}`)
    .split(" ")
    .every((word) => said.includes(word));
};

/** The scan of a paper for whoever handles it; each reading is kept in the same transaction. */
export const openScan = (db: Db, who: Actor, code: string, now: Date): Promise<Scan> =>
  db.transaction().execute(async (tx) => {
    const paper = found(await findPaper(tx, code), ({ hub_id }) => canHandle(who, hub_id));
    const scan = found(await getScan(tx, paper.id));
    await auditPaper(tx, who, "consents.read_scan", paper, now);
    return scan;
  });

type PaperAct = Extract<Parameters<typeof audit>[1]["act"], `consents.${string}_${"paper" | "scan"}`>;

/** Writes down what was done with a paper, to the person it is about. */
export const auditPaper = (
  tx: Tx,
  who: Actor,
  act: PaperAct,
  { person_id: person, hub_id: hub, code }: Paper,
  now: Date,
  fields: Record<string, unknown> = {},
): Promise<void> => {
  const personal = { person, fields: { code, ...fields } };
  return audit(tx, { actor: who.id, act, subject: { kind: "person", id: person }, hub, personal }, now);
};
