import { m } from "../../../platform/i18n/words.ts";
import { Checkboxes, Radios } from "../../../ui/choice/choice.tsx";
import { TextArea, TextField } from "../../../ui/text/text.tsx";
import type { EditProblems, Typed } from "../form.ts";
import { longestName, longestPlace, longestWishes, occupations, spokenLanguages } from "../rules.ts";

export type Errors = { [Field in keyof EditProblems]?: string | undefined };
type Props = { typed: Typed; errors: Errors };

const names = [
  ["surname", "family-name"],
  ["given_name", "given-name"],
  ["patronymic", "additional-name"],
] as const;

export const NameFields = ({ typed, errors }: Props) => (
  <>
    {names.map(([name, autoComplete]) => (
      <TextField
        name={name}
        label={m[`people.${name}.label`]()}
        error={errors[name]}
        required={name !== "patronymic"}
        value={typed[name]}
        autoComplete={autoComplete}
        spellcheck={false}
        maxLength={longestName}
      />
    ))}
  </>
);

export const LifeFields = ({ typed, errors }: Props) => (
  <>
    <Radios
      name="occupation"
      label={m["people.occupation.label"]()}
      error={errors.occupation}
      required
      value={typed.occupation}
      options={occupations.map((value) => ({ value, text: m[`people.occupation.${value}`]() }))}
    />
    <TextField
      name="occupation_place"
      label={m["people.occupation_place.label"]()}
      hint={m["people.occupation_place.hint"]()}
      error={errors.occupation_place}
      value={typed.occupation_place}
      autoComplete="organization"
      maxLength={longestPlace}
    />
    <Checkboxes
      name="speaks"
      label={m["people.speaks.label"]()}
      hint={m["people.speaks.hint"]()}
      error={errors.speaks}
      required
      values={typed.speaks}
      options={spokenLanguages.map((value) => ({ value, text: m[`people.speaks.${value}`]() }))}
    />
    <TextArea
      name="wishes"
      label={m["people.wishes.label"]()}
      hint={m["people.wishes.hint"]()}
      error={errors.wishes}
      value={typed.wishes}
      maxLength={longestWishes}
    />
  </>
);

/** The name of a language somebody speaks. */
export function nameOfTongue(code: string): string {
  const known = spokenLanguages.find((each) => each === code);
  return known ? m[`people.speaks.${known}`]() : code;
}

/** Names of languages stand in their own language, so that everybody finds theirs. */
const ownNames = [
  { value: "kk", text: "Қазақша", lang: "kk" },
  { value: "ru", text: "Русский", lang: "ru" },
  { value: "en", text: "English", lang: "en" },
];

export const LanguageField = ({ typed, errors }: Props) => (
  <Radios
    name="language"
    label={m["people.language.label"]()}
    hint={m["people.language.hint"]()}
    error={errors.language}
    required
    value={typed.language}
    options={ownNames}
  />
);
