import { dayIn } from "../../platform/day.ts";

export const occupations = ["school", "college", "university", "work", "other"] as const;
export type Occupation = (typeof occupations)[number];

/** Languages a young person may say they speak; `sign` is sign language. */
export const spokenLanguages = ["kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

export const longestName = 60;
export const longestPlace = 120;
export const longestWishes = 1000;

export type NameProblem = "missing" | "too_long" | "not_letters";
export type BirthProblem = "missing" | "in_future" | "too_long_ago";

const letters = String.raw`[\p{Script=Cyrillic}\p{Script=Latin}\p{M}]`;
const name = new RegExp(`^${letters}+(?:[-' ]${letters}+)*$`, "u");

/** A name as it is kept: one kind of apostrophe and hyphen, single spaces, letters in one composed form. */
export const tidyName = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[’‘ʼ`´ʹ]/g, "'")
    .replace(/[‐‑–—]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/ ?- ?/g, "-")
    .trim();

/** Why a tidied name cannot be kept: names are letters of any Cyrillic or Latin alphabet, hyphens, apostrophes, single spaces. */
export function nameProblem(text: string): NameProblem | null {
  if (text === "") return "missing";
  if ([...text].length > longestName) return "too_long";
  return name.test(text) ? null : "not_letters";
}

/**
 * Full years on a calendar day (both as `2009-03-07`). Who was born on 29 February turns a year older on 1 March of a
 * common year: the later day, so that protection of minors never ends early.
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Full years at a moment, by the calendar of a zone. */
export const ageAt = (birthDate: string, zone: string, moment: Date): number =>
  ageOn(birthDate, dayIn(zone, moment));

/** Why a birth date cannot be true on this day; whether the age suits a hub is the hub's to say. */
export function birthProblem(birthDate: string | undefined, today: string): BirthProblem | null {
  if (!birthDate) return "missing";
  if (birthDate > today) return "in_future";
  return ageOn(birthDate, today) > 120 ? "too_long_ago" : null;
}

/** What people may say and later change about themselves. */
export type Profile = {
  surname: string;
  given_name: string;
  patronymic: string | null;
  settlement_code: string;
  occupation: Occupation;
  occupation_place: string;
  speaks: string[];
  wishes: string;
  language: "kk" | "ru" | "en";
};

/** The fields of a profile, in the order in which people are asked. */
export const profileFields = [
  "surname",
  "given_name",
  "patronymic",
  "settlement_code",
  "occupation",
  "occupation_place",
  "speaks",
  "wishes",
  "language",
] as const satisfies (keyof Profile)[];

export type ProfileProblems = {
  surname?: NameProblem;
  given_name?: NameProblem;
  patronymic?: Exclude<NameProblem, "missing">;
  settlement_code?: "missing";
  occupation_place?: "too_long";
  speaks?: "missing";
  wishes?: "too_long";
};

/** A profile as it is kept, whatever spaces and apostrophes it was typed with. */
export const tidyProfile = (typed: Profile): Profile => ({
  surname: tidyName(typed.surname),
  given_name: tidyName(typed.given_name),
  patronymic: tidyName(typed.patronymic ?? "") || null,
  settlement_code: typed.settlement_code,
  occupation: typed.occupation,
  occupation_place: typed.occupation_place.normalize("NFC").trim(),
  speaks: [...new Set(typed.speaks)].sort(),
  wishes: typed.wishes.normalize("NFC").trim(),
  language: typed.language,
});

/** Everything that keeps a tidied profile from being kept, by field; nothing when it can be. */
export function profileProblems(profile: Profile): ProfileProblems {
  const problems: ProfileProblems = {};
  const surname = nameProblem(profile.surname);
  const given_name = nameProblem(profile.given_name);
  const patronymic = nameProblem(profile.patronymic ?? "");
  if (surname) problems.surname = surname;
  if (given_name) problems.given_name = given_name;
  if (patronymic && patronymic !== "missing") problems.patronymic = patronymic;
  if (profile.settlement_code === "") problems.settlement_code = "missing";
  if (profile.speaks.length === 0) problems.speaks = "missing";
  if (profile.occupation_place.length > longestPlace) problems.occupation_place = "too_long";
  if (profile.wishes.length > longestWishes) problems.wishes = "too_long";
  return problems;
}

/** What differs between two profiles: the fields, each as it was and as it is. */
export function changesBetween<Fields extends object>(before: Fields, after: Fields): Changes {
  const changes: Changes = {};
  for (const field of Object.keys(after) as (keyof Fields & string)[])
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      changes[field] = { before: before[field], after: after[field] };
  return changes;
}

export type Changes = Record<string, { before: unknown; after: unknown }>;
