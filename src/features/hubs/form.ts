import parsePhone from "libphonenumber-js/min";
import { z } from "zod";
import { dateFromParts, partsFromDate, partsOf } from "../../ui/date/date-parts.ts";
import { bounds, type HubField, type HubProfile, type Language, languages, type Texts } from "./rules.ts";

/** What a form sent, as it was typed. */
export type Typed = Record<string, string | string[]>;

const Body = z.record(z.string().max(60), z.union([z.string(), z.array(z.string()).max(100)]));

/** The fields of a posted form or of an address's query. */
export const readTyped = (body: unknown): Typed => Body.parse({ ...(body as object) });

/** A single answer, without blanks around it. */
export function textOf(typed: Typed, key: string): string {
  const value = typed[key];
  return (Array.isArray(value) ? (value[0] ?? "") : (value ?? "")).trim();
}

export const listOf = (typed: Typed, key: string): string[] => {
  const value = typed[key] ?? [];
  return (Array.isArray(value) ? value : [value]).filter((each) => each !== "");
};

const textsOf = (typed: Typed, key: string): Texts => ({
  kk: textOf(typed, `${key}_kk`),
  ru: textOf(typed, `${key}_ru`),
  en: textOf(typed, `${key}_en`),
});

const oneLine = (texts: Texts): Texts => ({
  kk: texts.kk.replace(/\s+/g, " "),
  ru: texts.ru.replace(/\s+/g, " "),
  en: texts.en.replace(/\s+/g, " "),
});

const numberOf = (typed: Typed, key: string): number =>
  /^\d{1,3}$/.test(textOf(typed, key)) ? Number(textOf(typed, key)) : Number.NaN;

const readers: { [Field in HubField]: (typed: Typed) => HubProfile[Field] } = {
  name: (typed) => oneLine(textsOf(typed, "name")),
  city_code: (typed) => textOf(typed, "city_code"),
  area: (typed) => [...new Set(listOf(typed, "area"))].sort(),
  lowest_age: (typed) => numberOf(typed, "lowest_age"),
  highest_age: (typed) => numberOf(typed, "highest_age"),
  consent_age: (typed) => numberOf(typed, "consent_age"),
  languages: (typed) => languages.filter((each) => listOf(typed, "languages").includes(each)),
  time_zone: (typed) => textOf(typed, "time_zone"),
  opened_on: (typed) => dateFromParts(partsOf(typed, "opened_on")) ?? "",
  email: (typed) => textOf(typed, "email"),
  phone: (typed) => phoneOf(textOf(typed, "phone")),
  address: (typed) => oneLine(textsOf(typed, "address")),
  about: (typed) => textsOf(typed, "about"),
  partners: (typed) => partnersOf(typed),
};

/** The answers a form gives to these fields. */
export const answersOf = (typed: Typed, fields: readonly HubField[]): Partial<HubProfile> =>
  Object.fromEntries(fields.map((field) => [field, readers[field](typed)]));

/** A number as people write it becomes one that can be called from anywhere; what is none stays to be corrected. */
function phoneOf(text: string): string {
  return text === "" ? "" : (parsePhone(text, "KZ")?.number ?? text);
}

/** Partners that have a name; rows left empty do not count. */
function partnersOf(typed: Typed): Texts[] {
  const rows = Array.from({ length: bounds.partners + 1 }, (_, index) =>
    oneLine(textsOf(typed, `partner_${index + 1}`)),
  );
  return rows.filter((row) => row.kk || row.ru || row.en);
}

/** A profile as a form would have sent it, so that a form can begin with it. */
export function typedOf(profile: HubProfile): Typed {
  const parts = profile.opened_on ? partsFromDate(profile.opened_on) : { day: "", month: "", year: "" };
  return {
    ...inThree("name", profile.name),
    ...inThree("address", profile.address),
    ...inThree("about", profile.about),
    ...Object.assign({}, ...profile.partners.map((name, index) => inThree(`partner_${index + 1}`, name))),
    city_code: profile.city_code,
    area: profile.area,
    languages: profile.languages,
    time_zone: profile.time_zone,
    email: profile.email,
    phone: profile.phone,
    lowest_age: String(profile.lowest_age),
    highest_age: String(profile.highest_age),
    consent_age: String(profile.consent_age),
    opened_on_day: parts.day,
    opened_on_month: parts.month,
    opened_on_year: parts.year,
  };
}

const inThree = (key: string, texts: Texts): Record<`${string}_${Language}`, string> => ({
  [`${key}_kk`]: texts.kk,
  [`${key}_ru`]: texts.ru,
  [`${key}_en`]: texts.en,
});
