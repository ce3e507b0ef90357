import { m } from "../../../platform/i18n/words.ts";
import { Checkbox, Radios } from "../../../ui/choice/choice.tsx";
import { DateField } from "../../../ui/date/date.tsx";
import { type PlaceOption, PlaceSearch } from "../../../ui/place-search/place-search.tsx";
import { TextArea, TextField } from "../../../ui/text/text.tsx";
import type { HubLine } from "../../members/index.ts";
import type { DeskFields } from "../form.ts";
import type { Errors } from "./errors.ts";
import { SpeaksField } from "./speaks-field.tsx";

type Props = { fields: DeskFields; errors: Errors };

/** Browsers must not offer what was typed for somebody else, nor staff's own names. */
const off = { autoComplete: "off", spellcheck: false } as const;

export const NameFields = ({ hub, fields, errors, first }: Props & { hub: HubLine; first: boolean }) => (
  <>
    <TextField
      name="surname"
      label={m["members.field.surname"]()}
      error={errors.surname}
      required
      value={fields.surname}
      autofocus={first}
      {...off}
    />
    <TextField
      name="given_name"
      label={m["members.field.given_name"]()}
      error={errors.given_name}
      required
      value={fields.given_name}
      {...off}
    />
    <TextField
      name="patronymic"
      label={m["members.field.patronymic"]()}
      error={errors.patronymic}
      value={fields.patronymic}
      {...off}
    />
    <DateField
      name="birth_date"
      label={m["members.field.birth_date"]()}
      hint={m["desk.birth_date.hint"]({
        lowest: hub.lowest_age,
        highest: hub.highest_age,
        consent: hub.consent_age,
      })}
      error={errors.birth_date}
      required
      value={fields.birth_date}
    />
  </>
);

type PlaceProps = {
  near: string;
  chosen?: PlaceOption;
  query?: string;
  results?: PlaceOption[];
  looking?: boolean;
  error: string | undefined;
};

export const PlaceField = ({ near, looking, error, ...found }: PlaceProps) => (
  <PlaceSearch
    name="settlement_code"
    label={m["members.field.settlement_code"]()}
    hint={m["desk.home.hint"]()}
    error={error}
    required
    near={near}
    quick
    focused={looking}
    {...found}
  />
);

const occupations = ["school", "college", "university", "work", "other"] as const;

export const LifeFields = ({ fields, errors }: Props) => (
  <>
    <Radios
      name="occupation"
      label={m["members.field.occupation"]()}
      error={errors.occupation}
      required
      value={fields.occupation}
      options={occupations.map((value) => ({ value, text: m[`desk.occupation.${value}`]() }))}
    />
    <TextField
      name="occupation_place"
      label={m["members.field.occupation_place"]()}
      error={errors.occupation_place}
      value={fields.occupation_place}
      {...off}
    />
    <SpeaksField values={fields.speaks} error={errors.speaks} />
    <TextArea
      name="wishes"
      label={m["members.field.wishes"]()}
      hint={m["desk.wishes.hint"]()}
      error={errors.wishes}
      value={fields.wishes}
      rows={2}
    />
  </>
);

/** Names of languages stand in their own language, so that everybody finds theirs. */
const ownNames = [
  { value: "kk", text: "Қазақша", lang: "kk" },
  { value: "ru", text: "Русский", lang: "ru" },
  { value: "en", text: "English", lang: "en" },
];

export const LanguageField = ({ fields }: Pick<Props, "fields">) => (
  <Radios
    name="language"
    label={m["desk.language.label"]()}
    required
    value={fields.language}
    options={ownNames}
  />
);

export const ContactField = ({ fields, errors, phones }: Props & { phones: boolean }) => (
  <TextField
    name="contact"
    label={phones ? m["desk.contact.mail_or_phone"]() : m["desk.contact.mail"]()}
    hint={m["desk.contact.hint"]()}
    error={errors.contact}
    value={fields.contact}
    {...off}
  />
);

export type JoiningWords = { id: string; title: string; lines: string[] };

/** What the person reads, on this page or printed, and says yes to; a guardian does so for whoever is younger. */
export const AgreedField = ({
  hub,
  words,
  fields,
  errors,
}: Props & { hub: HubLine; words: JoiningWords }) => (
  <div class="grid gap-3">
    <details>
      <summary>{m["desk.agreed.read"]({ title: words.title })}</summary>
      {words.lines.map((line) => (
        <p class="mt-2">{line}</p>
      ))}
    </details>
    <input type="hidden" name="read" value={words.id} />
    <Checkbox
      name="agreed"
      label={m["desk.agreed.label"]()}
      hint={m["desk.agreed.hint"]({ consent: hub.consent_age })}
      error={errors.agreed}
      checked={fields.agreed}
    />
  </div>
);
