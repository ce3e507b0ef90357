import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { DateField } from "../../../../ui/date/date.tsx";
import type { ErrorItem } from "../../../../ui/error-summary/error-summary.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { TextField } from "../../../../ui/text/text.tsx";
import type { NameFields, NameProblems } from "../../forms.ts";
import type { HubLine } from "../../present.ts";
import { AgeNotice, type Unfit } from "./age-notice.tsx";
import { JoinPage } from "./join-page.tsx";

type Props = { hub: HubLine; fields: NameFields; problems: NameProblems; unfit?: Unfit | undefined };

/** Fourth: who somebody is. */
export const NamePage = ({ hub, fields, problems, unfit }: Props) => {
  const errors = errorsOf(problems);
  return (
    <JoinPage step="name" title={m["members.name.title"]()} begun errors={listOf(errors)}>
      {unfit && <AgeNotice hub={hub} unfit={unfit} />}
      <Form action={href("/join/name")}>
        <TextField
          name="surname"
          label={m["people.surname.label"]()}
          error={errors.surname}
          required
          value={fields.surname}
          autoComplete="family-name"
          spellcheck={false}
        />
        <TextField
          name="given_name"
          label={m["people.given_name.label"]()}
          error={errors.given_name}
          required
          value={fields.given_name}
          autoComplete="given-name"
          spellcheck={false}
        />
        <TextField
          name="patronymic"
          label={m["people.patronymic.label"]()}
          error={errors.patronymic}
          value={fields.patronymic}
          autoComplete="additional-name"
          spellcheck={false}
        />
        <DateField
          name="birth_date"
          label={m["members.birth_date.label"]()}
          hint={m["members.birth_date.hint"]({
            lowest: hub.lowest_age,
            highest: hub.highest_age,
            consent: hub.consent_age,
          })}
          error={errors.birth_date}
          required
          birth
          value={fields.birth_date}
        />
        <Button>{m["members.join.next"]()}</Button>
      </Form>
    </JoinPage>
  );
};

type Errors = { [Field in keyof NameProblems]?: string };

function errorsOf({ surname, given_name, patronymic, birth_date }: NameProblems): Errors {
  return {
    ...(surname ? { surname: m[`people.surname.refused.${surname}`]() } : {}),
    ...(given_name ? { given_name: m[`people.given_name.refused.${given_name}`]() } : {}),
    ...(patronymic ? { patronymic: m[`people.patronymic.refused.${patronymic}`]() } : {}),
    ...(birth_date ? { birth_date: m[`members.birth_date.refused.${birth_date}`]() } : {}),
  };
}

const listOf = (errors: Errors): ErrorItem[] =>
  Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }));
