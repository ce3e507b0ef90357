import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Checkboxes, Radios } from "../../../../ui/choice/choice.tsx";
import type { ErrorItem } from "../../../../ui/error-summary/error-summary.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { TextArea, TextField } from "../../../../ui/text/text.tsx";
import type { LifeFields, LifeProblems } from "../../forms.ts";
import { JoinPage } from "./join-page.tsx";

const occupations = ["school", "college", "university", "work", "other"] as const;
const tongues = ["kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"] as const;

/** Sixth: what somebody does, speaks and would like to do. */
export const LifePage = ({ fields, problems }: { fields: LifeFields; problems: LifeProblems }) => {
  const errors = errorsOf(problems);
  return (
    <JoinPage step="life" title={m["members.life.title"]()} begun errors={listOf(errors)}>
      <Form action={href("/join/life")}>
        <Radios
          name="occupation"
          label={m["people.occupation.label"]()}
          error={errors.occupation}
          required
          value={fields.occupation}
          options={occupations.map((value) => ({ value, text: m[`people.occupation.${value}`]() }))}
        />
        <TextField
          name="occupation_place"
          label={m["people.occupation_place.label"]()}
          hint={m["people.occupation_place.hint"]()}
          error={errors.occupation_place}
          value={fields.occupation_place}
          autoComplete="organization"
        />
        <Checkboxes
          name="speaks"
          label={m["people.speaks.label"]()}
          hint={m["people.speaks.hint"]()}
          error={errors.speaks}
          required
          values={fields.speaks}
          options={tongues.map((value) => ({ value, text: m[`people.speaks.${value}`]() }))}
        />
        <TextArea
          name="wishes"
          label={m["people.wishes.label"]()}
          hint={m["people.wishes.hint"]()}
          error={errors.wishes}
          value={fields.wishes}
        />
        <Button>{m["members.join.next"]()}</Button>
      </Form>
    </JoinPage>
  );
};

type Errors = { [Field in keyof LifeProblems]?: string };

function errorsOf({ occupation, occupation_place, speaks, wishes }: LifeProblems): Errors {
  return {
    ...(occupation ? { occupation: m["people.occupation.refused.missing"]() } : {}),
    ...(occupation_place ? { occupation_place: m["people.occupation_place.refused.too_long"]() } : {}),
    ...(speaks ? { speaks: m["people.speaks.refused.missing"]() } : {}),
    ...(wishes ? { wishes: m["people.wishes.refused.too_long"]() } : {}),
  };
}

const listOf = (errors: Errors): ErrorItem[] =>
  Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }));
