import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { DateField } from "../../../ui/date/date.tsx";
import type { DateParts } from "../../../ui/date/date-parts.ts";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextArea } from "../../../ui/text/text.tsx";

export type BirthDateProblems = {
  birth_date?: "missing" | "in_future" | "too_long_ago" | "not_a_date";
  reason?: "missing" | "too_long";
};

type Props = {
  id: string;
  given_name: string;
  age: number;
  waits: boolean;
  typed: { birth_date: DateParts; reason: string };
  problems: BirthDateProblems;
  longest: number;
  operation: string;
  done: boolean;
};

/** Where staff set a birth date right; who waits for consent is shown by given name and age alone. */
export const BirthDatePage = ({ id, given_name, age, waits, typed, problems, done, ...rest }: Props) => {
  const errors = errorsOf(problems, rest.longest);
  return (
    <Page
      title={m["desk.birth.title"]({ given_name })}
      lead={m["desk.birth.lead"]({ age })}
      back={
        waits
          ? { href: href(`/people/${id}/card`), text: m["desk.card.title"]({ given_name }) }
          : { href: href(`/people/${id}`), text: given_name }
      }
      errors={Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }))}
      robots="noindex"
    >
      {done && (
        <Notice kind="good">
          {m["desk.birth.done"]({ age })} {waits && m["desk.birth.waits"]({ given_name })}
        </Notice>
      )}
      <Notice>{m["desk.birth.means"]()}</Notice>
      <Form action={href(`/people/${id}/birth-date`)} kept={false}>
        <input type="hidden" name="operation" value={rest.operation} />
        <DateField
          name="birth_date"
          label={m["members.field.birth_date"]()}
          hint={m["desk.birth.hint"]()}
          error={errors.birth_date}
          required
          value={typed.birth_date}
        />
        <TextArea
          name="reason"
          label={m["desk.birth.reason"]()}
          hint={m["desk.birth.reason_hint"]()}
          error={errors.reason}
          required
          value={typed.reason}
          rows={2}
        />
        <Button>{m["desk.birth.save"]()}</Button>
      </Form>
    </Page>
  );
};

function errorsOf({ birth_date, reason }: BirthDateProblems, most: number) {
  const field = m["members.field.birth_date"]();
  const why = m["desk.birth.reason"]();
  return {
    ...(birth_date ? { birth_date: m[`desk.refused.${birth_date}`]({ field }) } : {}),
    ...(reason ? { reason: m[`desk.refused.${reason}`]({ field: why, most }) } : {}),
  };
}
