import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import type { ErrorItem } from "../../../ui/error-summary/error-summary.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type PlaceOption, PlaceSearch } from "../../../ui/place-search/place-search.tsx";
import type { EditProblems, Typed } from "../form.ts";
import { type Profile, profileFields } from "../rules.ts";
import { Standing } from "./standing.tsx";
import { type Errors, LanguageField, LifeFields, NameFields } from "./profile-fields.tsx";

type Props = {
  typed: Typed;
  chosen?: PlaceOption | undefined;
  /** What was looked for among places, and what was found. */
  query?: string;
  results?: PlaceOption[];
  problems: EditProblems;
  saved?: boolean;
  /** What stands there now, where somebody saved something else meanwhile. */
  conflict?: { profile: Profile; home: string; fields: string[] };
};

/** What one says about oneself, in one form. */
export const EditPage = ({ typed, chosen, query, results, problems, saved, conflict }: Props) => {
  const errors = errorsOf(problems);
  return (
    <Page
      title={m["people.edit.title"]()}
      lead={m["people.edit.lead"]()}
      back={{ href: href("/me"), text: m["people.edit.me"]() }}
      errors={listOf(errors)}
      robots="noindex"
    >
      {saved && <Notice kind="good">{m["people.edit.saved"]()}</Notice>}
      {conflict && <Standing {...conflict} />}
      <Form action={href("/me/edit")} id="edit" {...(typed.operation ? { operation: typed.operation } : {})}>
        <input type="hidden" name="version" value={typed.version} />
        <NameFields typed={typed} errors={errors} />
        <PlaceSearch
          name="settlement_code"
          label={m["people.settlement_code.label"]()}
          error={errors.settlement_code}
          required
          chosen={chosen}
          {...(query === undefined ? {} : { query })}
          {...(results ? { results } : {})}
        />
        <LifeFields typed={typed} errors={errors} />
        <LanguageField typed={typed} errors={errors} />
        <Button>{m["people.edit.save"]()}</Button>
      </Form>
      <p class="text-soft">{m["people.edit.birth_date"]()}</p>
    </Page>
  );
};

type Refusal = {
  [Field in keyof EditProblems]-?: `people.${Field}.refused.${NonNullable<EditProblems[Field]>}`;
}[keyof EditProblems];

/** What is wrong, in words, by field and in the order of the form. */
const errorsOf = (problems: EditProblems): Errors =>
  Object.fromEntries(
    profileFields.flatMap((field) =>
      problems[field] ? [[field, m[`people.${field}.refused.${problems[field]}` as Refusal]()]] : [],
    ),
  );

const listOf = (errors: Errors): ErrorItem[] =>
  Object.entries(errors).flatMap(([field, text]) => (text ? [{ href: `#${field}`, text }] : []));
