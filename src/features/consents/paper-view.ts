import type { Language } from "../../platform/i18n/language.ts";
import type { OpenPaper } from "./actions/paper-reading.ts";
import { fieldOf } from "./rules/papers.ts";

/** A paper as its page shows it, in the language of the page. */
export function viewOf(open: OpenPaper, reader: string, language: Language) {
  const { paper, person, lines, steps, scan, unconfirmable } = open;
  const last = (step: string) => steps.findLast((each) => each.step === step);
  return {
    code: paper.code,
    state: paper.state,
    version: paper.version,
    person: {
      name: [person.surname, person.given_name, person.patronymic].filter(Boolean).join(" "),
      birth_date: person.birth_date,
    },
    printed_on: open.printed_on,
    lines: lines.map(({ text, given_by, purpose, answer, stands }) => ({
      field: fieldOf({ given_by, purpose }),
      purpose,
      stands,
      given_by,
      title: text.words[language].title,
      answer,
    })),
    signed: signedOn(paper),
    returned: paper.state === "returned" ? (last("returned")?.reason ?? "") : null,
    recorded_by_reader: last("recorded")?.by_id === reader,
    scan,
    unconfirmable,
  };
}

/** What was read from it; nothing on a sheet that has not come back. */
const signedOn = ({ guardian_name: name, relation, signed_on: on }: OpenPaper["paper"]) =>
  name && relation && on ? { name, relation, on } : null;
