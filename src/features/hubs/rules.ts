export const languages = ["kk", "ru", "en"] as const;
export type Language = (typeof languages)[number];

/** A text in three languages; an empty one is not written yet. */
export type Texts = Record<Language, string>;

/** What a hub says about itself and how it works, as people fill it in. */
export type HubProfile = {
  name: Texts;
  city_code: string;
  area: string[];
  lowest_age: number;
  highest_age: number;
  consent_age: number;
  languages: Language[];
  time_zone: string;
  opened_on: string;
  email: string;
  phone: string;
  address: Texts;
  about: Texts;
  partners: Texts[];
};

export type HubField = keyof HubProfile;
/** Why an answer cannot stand; each has its sentence `hubs.refused.…`. */
export type Reason =
  | `${"name" | "address" | "about" | "partner"}_too_long`
  | "name_missing"
  | "city_missing"
  | "city_unknown"
  | "area_missing"
  | "area_unknown"
  | "age_not_a_number"
  | "age_out_of_bounds"
  | "ages_reversed"
  | "consent_age_out_of_bounds"
  | "languages_missing"
  | "zone_unknown"
  | "date_wrong"
  | "date_too_far"
  | "email_wrong"
  | "phone_wrong"
  | "partner_nameless"
  | "partners_too_many";
export type Problems = Partial<Record<string, Reason>>;

/** What a new hub begins with; the consent age is the Ministry's answer of August 2025, the ages are national youth. */
export const defaults = {
  lowest_age: 14,
  highest_age: 35,
  consent_age: 16,
  languages: ["kk", "ru"] as Language[],
  time_zone: "Asia/Almaty",
};

export const bounds = {
  age: { least: 6, most: 99 },
  consent_age: { least: 14, most: 18 },
  name: 80,
  address: 200,
  about: 2000,
  partner: 120,
  partners: 12,
  earliest: "2020-01-01",
  yearsAhead: 1,
};

/** The steps of opening a hub and what each asks; the last one only shows it all. */
export const steps = {
  name: ["name", "city_code"],
  area: ["area"],
  people: ["lowest_age", "highest_age", "consent_age", "languages", "time_zone"],
  contacts: ["opened_on", "address", "email", "phone", "about", "partners"],
  check: [],
} as const satisfies Record<string, readonly HubField[]>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps) as Step[];
export const isStep = (text: string): text is Step => Object.hasOwn(steps, text);

/** The step after this one; after the last there is none. */
export const stepAfter = (step: Step): Step => stepNames[stepNames.indexOf(step) + 1] ?? "check";

/** The field of a profile that a problem belongs to: `name_kk` is part of `name`, `partner_2_ru` of `partners`. */
export function fieldOf(key: string): HubField {
  if (key.startsWith("partner")) return "partners";
  return key.replace(/^(name|address|about)_(kk|ru|en)$/, "$1") as HubField;
}

/** The problems of these fields alone. */
export const problemsAmong = (problems: Problems, fields: readonly HubField[]): Problems =>
  Object.fromEntries(Object.entries(problems).filter(([key]) => fields.includes(fieldOf(key))));

const zones: Record<string, string> = {
  "15": "Asia/Aqtobe",
  "23": "Asia/Atyrau",
  "27": "Asia/Oral",
  "39": "Asia/Qostanay",
  "43": "Asia/Qyzylorda",
  "47": "Asia/Aqtau",
};

/** The time zone a hub begins with, by its city's official code. */
export const zoneAt = (place: string): string => zones[place.slice(0, 2)] ?? defaults.time_zone;

const unwritten: Texts = { kk: "", ru: "", en: "" };

/** A profile from the answers given so far: what was not asked yet begins with its default or stands empty. */
export const profileFrom = (answers: Partial<HubProfile>): HubProfile => ({
  name: unwritten,
  city_code: "",
  area: [],
  ...defaults,
  opened_on: "",
  email: "",
  phone: "",
  address: unwritten,
  about: unwritten,
  partners: [],
  ...answers,
});

/** Every reason why a profile cannot stand, by the field people would correct; parts are named `name_kk`, `partner_2_ru`. */
export function problemsOf(hub: HubProfile, today: string): Problems {
  const problems: Problems = {
    ...textProblems("name", "name", hub.name),
    ...textProblems("address", "address", hub.address),
    ...textProblems("about", "about", hub.about),
    ...ageProblems(hub),
    ...partnerProblems(hub.partners),
    ...contactProblems(hub),
  };
  for (const language of languages) if (!hub.name[language]) problems[`name_${language}`] = "name_missing";
  if (!hub.city_code) problems["city_code"] = "city_missing";
  if (hub.area.length === 0) problems["area"] = "area_missing";
  if (hub.languages.length === 0) problems["languages"] = "languages_missing";
  if (!isTimeZone(hub.time_zone)) problems["time_zone"] = "zone_unknown";
  const date = dateProblem(hub.opened_on, today);
  if (date) problems["opened_on"] = date;
  return problems;
}

type Worded = "name" | "address" | "about" | "partner";

function textProblems(field: string, kind: Worded, texts: Texts): Problems {
  const long = languages.filter((language) => texts[language].length > bounds[kind]);
  return Object.fromEntries(long.map((language) => [`${field}_${language}`, `${kind}_too_long`]));
}

/** Whether the three ages fit together: lowest not above highest, the consent age between 14 and 18. */
function ageProblems(hub: Pick<HubProfile, "lowest_age" | "highest_age" | "consent_age">): Problems {
  const problems: Problems = {};
  const { age, consent_age: consent } = bounds;
  const note = (field: string, reason: Reason | undefined) => reason && (problems[field] = reason);
  note("lowest_age", outside(hub.lowest_age, age) && "age_out_of_bounds");
  note("highest_age", outside(hub.highest_age, age) && "age_out_of_bounds");
  note("consent_age", outside(hub.consent_age, consent) && "consent_age_out_of_bounds");
  for (const field of ["lowest_age", "highest_age", "consent_age"] as const)
    if (!Number.isInteger(hub[field])) problems[field] = "age_not_a_number";
  if (Object.keys(problems).length === 0 && hub.lowest_age > hub.highest_age)
    problems["highest_age"] = "ages_reversed";
  return problems;
}

const outside = (age: number, { least, most }: { least: number; most: number }) =>
  age < least || age > most || undefined;

// It becomes a link to write by, so it holds no sign that begins another part of one: a subject, a copy to somebody.
const mailAddress = /^[^\s@?&#%<>()[\],:;"'\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

function contactProblems({ email, phone }: Pick<HubProfile, "email" | "phone">): Problems {
  const problems: Problems = {};
  if (email && !mailAddress.test(email)) problems["email"] = "email_wrong";
  if (email.length > bounds.address) problems["email"] = "email_wrong";
  if (phone && !/^\+[1-9][0-9]{7,14}$/.test(phone)) problems["phone"] = "phone_wrong";
  return problems;
}

function partnerProblems(partners: Texts[]): Problems {
  if (partners.length > bounds.partners) return { partners: "partners_too_many" };
  const problems: Problems = {};
  for (const [index, partner] of partners.entries()) {
    Object.assign(problems, textProblems(`partner_${index + 1}`, "partner", partner));
    if (!shownText(partner, "kk").text) problems[`partner_${index + 1}_kk`] = "partner_nameless";
  }
  return problems;
}

function dateProblem(day: string, today: string): Reason | undefined {
  if (!isDay(day)) return "date_wrong";
  const latest = `${Number(today.slice(0, 4)) + bounds.yearsAhead}${today.slice(4)}`;
  return day < bounds.earliest || day > latest ? "date_too_far" : undefined;
}

/** Whether a text is a day of the calendar, `2026-02-28`; there is no 30 February. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The zones of Kazakhstan, which come first when a hub chooses its own. */
export const nearZones = [
  "Asia/Almaty",
  "Asia/Aqtau",
  "Asia/Aqtobe",
  "Asia/Atyrau",
  "Asia/Oral",
  "Asia/Qostanay",
  "Asia/Qyzylorda",
];

/** Every other zone of the world that this server can tell the time of. */
export const farZones = (): string[] =>
  Intl.supportedValuesOf("timeZone").filter((zone) => !nearZones.includes(zone));

export const isTimeZone = (zone: string): boolean =>
  nearZones.includes(zone) || Intl.supportedValuesOf("timeZone").includes(zone);

/** The text to show in a language and the language it really is in: Kazakh, Russian, English, as far as written. */
export function shownText(texts: Texts, language: Language): { text: string; lang: Language } {
  for (const lang of [language, ...languages]) if (texts[lang]) return { text: texts[lang], lang };
  return { text: "", lang: language };
}

/** The hub's name in a language, and the language it is in. */
export const hubName = (hub: { name: Texts }, language: Language): string =>
  shownText(hub.name, language).text;

/** Whether the hub takes people of this age in whole years. */
export const welcomesAge = (hub: Pick<HubProfile, "lowest_age" | "highest_age">, age: number): boolean =>
  age >= hub.lowest_age && age <= hub.highest_age;

/** Addresses below /hubs that are pages of their own, so no hub may be called so. */
const taken = new Set(["new", "map", "hub", "export"]);

/** The hub's address for ever, from its English name: "Kokshetau Volunteer Hub" becomes `kokshetau`. */
export function slugFor(name: string, used: (slug: string) => boolean): string {
  const words = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/['’ʼ]|\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ");
  const telling = words.filter(
    (word) => !["volunteer", "volunteers", "hub", "unicef", "the", "of"].includes(word),
  );
  const start = (telling.length > 0 ? telling : words)
    .join("-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 32);
  const base = /^[a-z][a-z0-9-]/.test(start) ? start.replace(/-+$/, "") : `hub-${start}`.replace(/-+$/, "");
  let slug = base;
  for (let next = 2; taken.has(slug) || used(slug); next += 1) slug = `${base}-${next}`;
  return slug;
}

/** Fields of one hub that differ from another's, so a stale edit can show both and the audit can say what changed. */
export const changedFields = (before: HubProfile, after: HubProfile): HubField[] =>
  (Object.keys(after) as HubField[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );

/** Everything people fill in about a hub. */
export const hubFields: readonly HubField[] = Object.values(steps).flat();

/** What a coordinator may change of her own hub; the rest decides who may join, and is the national coordinator's. */
export const coordinatorsFields: readonly HubField[] = ["about", "address", "email", "phone", "partners"];
