import type { Db, Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Settings } from "../../../platform/config.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { askedOf, lastOf } from "../rules/standing.ts";
import { standingOf, strictest } from "../standing.ts";
import { ledgerOf } from "../store/ledger.ts";
import { findSubject } from "../store/subjects.ts";
import { currentTexts } from "../store/texts.ts";
import { addOwn } from "./own.ts";

/**
 * Keeps that a person agreed to `data` by joining, where they are old enough and `read` the words that hold now; at
 * a desk, `recorded_by` writes it down.
 */
export async function agreeByJoining(
  tx: Tx,
  settings: Settings,
  { person, read, recorded_by }: { person: string; read?: string | undefined; recorded_by?: string },
  now: Date,
): Promise<void> {
  const subject = found(await findSubject(tx, person));
  if (!askedOf("person", strictest(subject, now)).includes("data")) return;
  const text = (await currentTexts(tx)).find((each) => each.purpose === "data" && each.id === read);
  const who = recorded_by === undefined ? {} : { recorded_by };
  if (text) await addOwn(tx, settings, { subject, text, answer: "agreed", ...who }, now);
}

/** What somebody agrees to by joining, in a language, with the id that says which words these are. */
export async function joiningText(db: Db, language: Language) {
  const text = found((await currentTexts(db)).find((each) => each.purpose === "data"));
  const { title, ...rest } = text.words[language];
  return { id: text.id, title, lines: Object.values(rest) };
}

/**
 * Whether somebody belongs to a hub without having said for themselves that they agree to `data`, though it is theirs to
 * say: members from before consents, those registered at a desk, and whoever has turned 18 since.
 */
export async function owesOwnWord(db: Db, person: string, now: Date): Promise<boolean> {
  const subject = await findSubject(db, person);
  if (!subject || subject.hubs.length === 0) return false;
  const ledger = await ledgerOf(db, person);
  if (lastOf(ledger, "data", "person") || !askedOf("person", strictest(subject, now)).includes("data"))
    return false;
  return standingOf(subject, ledger, "data", now) !== "agreed";
}
