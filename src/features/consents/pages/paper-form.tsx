import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { DateField } from "../../../ui/date/date.tsx";
import { FileField } from "../../../ui/file/file.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { longestName } from "../rules/asking.ts";
import { longestReason } from "../rules/papers.ts";
import { RelationField } from "./answer-page.tsx";
import type { Answer, PaperProblems, PaperProps, ScanProblem, ShownLine } from "./paper-props.ts";

const fine: PaperProblems = { answers: [] };

/** What stands on the sheet, in the order of the sheet, by the keyboard alone. */
export const PaperForm = ({ code, lines, typed, problems = fine, scan }: PaperProps) => (
  <Form action={href(`/papers/${code}/record`)} kept={false} files>
    {lines.map((line, index) => (
      <LineField
        line={line}
        value={typed.answers[line.field]}
        wrong={problems.answers.includes(line.field)}
        autofocus={index === 0}
      />
    ))}
    <TextField
      name="name"
      label={m["consents.paper.name"]()}
      error={problems.name && m[`consents.name.refused.${problems.name}`]()}
      value={typed.name}
      required
      autoComplete="off"
      spellcheck={false}
      maxLength={longestName}
    />
    <RelationField label={m["consents.paper.relation"]()} value={typed.relation} wrong={problems.relation} />
    <DateField
      name="signed_on"
      label={m["consents.paper.signed_on"]()}
      error={problems.signed_on && m[`consents.signed.refused.${problems.signed_on}`]()}
      value={typed.signed_on}
      required
    />
    <ScanField problem={problems.scan} again={scan !== null} />
    <Button>{m["consents.paper.save"]()}</Button>
  </Form>
);

type LineProps = { line: ShownLine; value: Answer | undefined; wrong: boolean; autofocus: boolean };

const LineField = ({ line: { field, given_by, title }, value, wrong, autofocus }: LineProps) => (
  <Radios
    name={field}
    label={given_by === "person" ? m["consents.paper.own_line"]({ title }) : title}
    error={wrong ? m["consents.paper.refused.answer"]() : undefined}
    required
    value={value}
    autofocus={autofocus}
    options={[
      { value: "agreed", text: m["consents.paper.answer.agreed"]() },
      { value: "refused", text: m["consents.paper.answer.refused"]() },
    ]}
  />
);

type ScanProps = { problem: ScanProblem | undefined; again: boolean; required?: boolean };

export const ScanField = ({ problem, again, required }: ScanProps) => (
  <FileField
    name="scan"
    label={again ? m["consents.paper.scan_again"]() : m["consents.paper.scan"]()}
    hint={m["consents.paper.scan_hint"]()}
    error={problem && m[`consents.scan.refused.${problem}`]()}
    required={required}
    accept="image/jpeg,image/png,application/pdf"
  />
);

/** Everything to mend on a paper's page, in its order. */
export function errorsOf({ lines, problems = fine, reason }: PaperProps) {
  const { answers, name, relation, signed_on, scan } = problems;
  const all: [string, string | undefined][] = [
    ...lines
      .filter(({ field }) => answers.includes(field))
      .map(({ field, title }): [string, string] => [field, m["consents.purpose.refused.which"]({ title })]),
    ["name", name && m[`consents.name.refused.${name}`]()],
    ["relation", relation && m["consents.relation.refused.missing"]()],
    ["signed_on", signed_on && m[`consents.signed.refused.${signed_on}`]()],
    ["scan", scan && m[`consents.scan.refused.${scan}`]()],
    ["reason", reason && m[`consents.reason.refused.${reason.problem}`]({ most: longestReason })],
  ];
  return all.flatMap(([field, text]) => (text ? [{ href: `#${field}`, text }] : []));
}
