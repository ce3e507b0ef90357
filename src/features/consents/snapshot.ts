import { createHash } from "node:crypto";
import type { Settings } from "../../platform/config.ts";
import { endsOn, type Giver } from "./rules/standing.ts";
import type { NewAnswer } from "./store/ledger.ts";
import type { Text } from "./store/texts.ts";

export type Operator = { operator: string; operator_bin: string };

export const operatorOf = ({ operator, operator_bin }: Settings): Operator => ({ operator, operator_bin });

/** SHA-256 over everything that was shown: purpose, version, words in every language, term and operator. */
export function hashOf({ purpose, version, words, term_months }: Text, by: Operator): Buffer {
  const shown = [purpose, version, inOrder(words), term_months, by.operator, by.operator_bin];
  return createHash("sha256").update(JSON.stringify(shown)).digest();
}

/** Keys in one order, however a database gave them back. */
const inOrder = (words: Text["words"]) =>
  (["kk", "ru", "en"] as const).map((language) => {
    const { title, body, data, others, abroad, publication } = words[language];
    return [title, body, data, others, abroad, publication];
  });

type Given = {
  text: Text;
  operator: Operator;
  answer: NewAnswer["answer"];
  person: { id: string; birth_date: string };
  guardian: string | null;
  how: NewAnswer["how"];
  paper?: string;
  /** The day on which it was said, where the person belongs. */
  day: string;
};

/** A row of the ledger for an answer to a text, bound to what was shown. */
export function rowFor(given: Given, now: Date): NewAnswer {
  const { text, operator, answer, person, guardian, how, paper = null, day } = given;
  const given_by: Giver = guardian === null ? "person" : "guardian";
  const term = { on: day, by: given_by, term_months: text.term_months };
  return {
    person_id: person.id,
    guardian_id: guardian,
    purpose: text.purpose,
    text_id: text.id,
    text_hash: hashOf(text, operator),
    ...operator,
    answer,
    given_by,
    how,
    paper_id: paper,
    at: now,
    ends_on: endsOn(term, person.birth_date),
  };
}
