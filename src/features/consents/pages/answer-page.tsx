import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Checkbox, Radios } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import type { AnswerProblems, TypedAnswers } from "../forms.ts";
import { longestName, relations } from "../rules/asking.ts";
import { AskedWords, Asker, type AskedText, type OperatorLine } from "./asked.tsx";

type Props = {
  token: string;
  child: string;
  texts: AskedText[];
  operator: OperatorLine;
  typed: TypedAnswers;
  problems: AnswerProblems;
  /** The words have changed since they were read. */
  changed: boolean;
};

/** Agree or refuse, purpose by purpose, with nothing chosen beforehand; and who answers. */
export const AnswerPage = ({ token, child, texts, operator, typed, problems, changed }: Props) => (
  <Page
    title={m["consents.answer.title"]()}
    lead={m["consents.answer.lead"]({ child })}
    errors={errorsOf(problems, texts)}
    robots="noindex"
  >
    {changed && <Notice kind="care">{m["consents.answer.changed"]()}</Notice>}
    <Form action={href(`/consent/${token}/answers`)} kept={false}>
      {texts.map((text) => (
        <Purpose text={text} chosen={typed.answers[text.purpose]?.answer} wrong={problems[text.purpose]} />
      ))}
      <TextField
        name="name"
        label={m["consents.answer.name"]()}
        hint={m["consents.answer.name_hint"]()}
        error={problems.name && m[`consents.name.refused.${problems.name}`]()}
        value={typed.name}
        required
        autoComplete="name"
        spellcheck={false}
        maxLength={longestName}
      />
      <RelationField
        label={m["consents.relation.label"]()}
        value={typed.relation}
        wrong={problems.relation}
      />
      <Checkbox
        name="adult"
        label={m["consents.answer.adult"]({ child })}
        error={problems.adult && m["consents.adult.refused.missing"]()}
        checked={typed.adult}
        required
      />
      <Asker operator={operator} texts={texts} />
      <Button>{m["consents.answer.send"]()}</Button>
    </Form>
  </Page>
);

type PurposeProps = {
  text: AskedText;
  chosen: "agreed" | "refused" | undefined;
  wrong: "missing" | undefined;
};

const Purpose = ({ text, chosen, wrong }: PurposeProps) => (
  <div class="card">
    <input type="hidden" name={`text_${text.purpose}`} value={text.id} />
    <Radios
      name={text.purpose}
      label={text.words.title}
      hint={<AskedWords words={text.words} term_months={text.term_months} />}
      error={wrong && m["consents.purpose.refused.missing"]()}
      required
      value={chosen}
      options={[
        { value: "agreed", text: m["consents.answer.agree"]() },
        {
          value: "refused",
          text: m["consents.answer.refuse"](),
          hint: text.purpose === "data" ? m["consents.answer.data_needed"]() : m["consents.answer.free"](),
        },
      ]}
    />
  </div>
);

type RelationProps = { label: string; value: string | undefined; wrong: "missing" | undefined };

/** Who somebody is to the young person. */
export const RelationField = ({ label, value, wrong }: RelationProps) => (
  <Radios
    name="relation"
    label={label}
    error={wrong && m["consents.relation.refused.missing"]()}
    required
    value={value}
    options={relations.map((each) => ({ value: each, text: m[`consents.relation.${each}`]() }))}
  />
);

function errorsOf(problems: AnswerProblems, texts: AskedText[]) {
  const purposes = texts
    .filter(({ purpose }) => problems[purpose])
    .map(({ purpose, words }) => ({
      href: `#${purpose}`,
      text: m["consents.purpose.refused.which"]({ title: words.title }),
    }));
  return [
    ...purposes,
    ...(problems.name ? [{ href: "#name", text: m[`consents.name.refused.${problems.name}`]() }] : []),
    ...(problems.relation ? [{ href: "#relation", text: m["consents.relation.refused.missing"]() }] : []),
    ...(problems.adult ? [{ href: "#adult", text: m["consents.adult.refused.missing"]() }] : []),
  ];
}
