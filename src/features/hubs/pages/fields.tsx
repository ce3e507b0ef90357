import type { ComponentChildren } from "preact";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Checkboxes, Select } from "../../../ui/choice/choice.tsx";
import { DateField } from "../../../ui/date/date.tsx";
import { PhoneField } from "../../../ui/phone/phone.tsx";
import { type PlaceOption, PlaceSearch } from "../../../ui/place-search/place-search.tsx";
import { TextArea, TextField } from "../../../ui/text/text.tsx";
import type { Typed } from "../form.ts";
import { bounds, languages, type Problems } from "../rules.ts";
import { mark, type Named } from "./said.tsx";

/** What a form about a hub is drawn from: what was typed, what is wrong with it, and what there is to choose. */
export type HubForm = {
  typed: Typed;
  problems: Problems;
  regions: readonly (Named & { code: string })[];
  zones: readonly { value: string; text: string }[];
  city: { chosen?: PlaceOption | undefined; results?: readonly PlaceOption[] | undefined };
  /** How many partners can be written down on this page. */
  partnerRows: number;
};

type Given = { form: HubForm };

export const valueOf = ({ typed }: Pick<HubForm, "typed">, key: string): string => {
  const value = typed[key];
  return (Array.isArray(value) ? value[0] : value) ?? "";
};

const valuesOf = ({ typed }: HubForm, key: string): string[] => [typed[key] ?? []].flat();

/** The sentence that says what is wrong with a field, if anything is. */
export const refusalOf = ({ problems }: Pick<HubForm, "problems">, key: string): string | undefined => {
  const reason = problems[key];
  return reason && m[`hubs.refused.${reason}`]();
};

/** What the summary on top of a page leads to. */
export const errorsOf = (problems: Problems): { href: string; text: string }[] =>
  Object.entries(problems).flatMap(([key, reason]) =>
    reason
      ? [{ href: `#${key === "partners" ? "partner_1_kk" : key}`, text: m[`hubs.refused.${reason}`]() }]
      : [],
  );

export const NameFields = ({ form }: Given) => (
  <>
    {languages.map((each) => (
      <TextField
        name={`name_${each}`}
        label={m[`hubs.field.name_${each}`]()}
        hint={m[`hubs.field.name_${each}_hint`]()}
        lang={each}
        required
        maxLength={bounds.name}
        value={valueOf(form, `name_${each}`)}
        error={refusalOf(form, `name_${each}`)}
      />
    ))}
    <PlaceSearch
      name="city_code"
      label={m["hubs.field.city_code"]()}
      hint={m["hubs.field.city_code_hint"]()}
      required
      query={valueOf(form, "city_code_query") || undefined}
      error={refusalOf(form, "city_code")}
      {...form.city}
    />
  </>
);

export const AreaField = ({ form }: Given) => (
  <Checkboxes
    name="area"
    label={m["hubs.field.area"]()}
    hint={m["hubs.field.area_hint"]()}
    required
    options={form.regions.map(({ code, text, lang }) => ({ value: code, text, lang: mark(lang) }))}
    values={valuesOf(form, "area")}
    error={refusalOf(form, "area")}
  />
);

export const PeopleFields = ({ form }: Given) => (
  <>
    {(["lowest_age", "highest_age", "consent_age"] as const).map((field) => (
      <TextField
        name={field}
        label={m[`hubs.field.${field}`]()}
        hint={m[`hubs.field.${field}_hint`]()}
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        value={valueOf(form, field)}
        error={refusalOf(form, field)}
      />
    ))}
    <Checkboxes
      name="languages"
      label={m["hubs.field.languages"]()}
      hint={m["hubs.field.languages_hint"]()}
      required
      options={languages.map((each) => ({ value: each, text: m[`hubs.language.${each}`]() }))}
      values={valuesOf(form, "languages")}
      error={refusalOf(form, "languages")}
    />
    <Select
      name="time_zone"
      label={m["hubs.field.time_zone"]()}
      hint={m["hubs.field.time_zone_hint"]()}
      required
      options={form.zones}
      value={valueOf(form, "time_zone")}
      error={refusalOf(form, "time_zone")}
    />
  </>
);

export const OpeningField = ({ form }: Given) => (
  <DateField
    name="opened_on"
    label={m["hubs.field.opened_on"]()}
    hint={m["hubs.field.opened_on_hint"]()}
    required
    value={{
      day: valueOf(form, "opened_on_day"),
      month: valueOf(form, "opened_on_month"),
      year: valueOf(form, "opened_on_year"),
    }}
    error={refusalOf(form, "opened_on")}
  />
);

export const ContactFields = ({ form }: Given) => (
  <>
    <TextField
      name="email"
      label={m["hubs.field.email"]()}
      hint={m["hubs.field.email_hint"]()}
      type="email"
      autoComplete="off"
      value={valueOf(form, "email")}
      error={refusalOf(form, "email")}
    />
    <PhoneField
      name="phone"
      label={m["hubs.field.phone"]()}
      hint={m["hubs.field.phone_hint"]()}
      value={valueOf(form, "phone")}
      error={refusalOf(form, "phone")}
    />
    {languages.map((each) => (
      <TextField
        name={`address_${each}`}
        label={m[`hubs.field.address_${each}`]()}
        lang={each}
        maxLength={bounds.address}
        value={valueOf(form, `address_${each}`)}
        error={refusalOf(form, `address_${each}`)}
      />
    ))}
  </>
);

export const AboutFields = ({ form }: Given) => (
  <>
    {languages.map((each, index) => (
      <TextArea
        name={`about_${each}`}
        label={m[`hubs.field.about_${each}`]()}
        hint={index === 0 ? m["hubs.field.about_hint"]() : undefined}
        lang={each}
        maxLength={bounds.about}
        value={valueOf(form, `about_${each}`)}
        error={refusalOf(form, `about_${each}`)}
      />
    ))}
  </>
);

/** Partners one below the other, and a button that asks for the same page with room for one more. */
export const PartnerFields = ({ form }: Given) => (
  <>
    <p class="text-soft">{m["hubs.field.partners_hint"]()}</p>
    {form.problems["partners"] && <p class="field-error">{refusalOf(form, "partners")}</p>}
    {Array.from({ length: form.partnerRows }, (_, index) => (
      <fieldset class="form">
        <legend class="font-semibold">{m["hubs.field.partner"]({ number: index + 1 })}</legend>
        {languages.map((each) => (
          <TextField
            name={`partner_${index + 1}_${each}`}
            label={m[`hubs.field.partner_${each}`]()}
            lang={each}
            maxLength={bounds.partner}
            value={valueOf(form, `partner_${index + 1}_${each}`)}
            error={refusalOf(form, `partner_${index + 1}_${each}`)}
          />
        ))}
      </fieldset>
    ))}
    {form.partnerRows < bounds.partners && (
      <Button kind="plain" name="more" value="partners">
        {m["hubs.field.more_partners"]()}
      </Button>
    )}
  </>
);

/** A part of a long form under its own heading. */
export const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="form">
    <h2>{title}</h2>
    {children}
  </section>
);
