import { z } from "zod";
import {
  longestWishes,
  occupations,
  type Profile,
  type ProfileProblems,
  profileProblems,
  spokenLanguages,
  tidyProfile,
} from "./rules.ts";

const text = z
  .string()
  .max(4 * longestWishes)
  .catch("");
const several = z.union([z.array(text), text.transform((one) => [one])]).catch([]);

const EditForm = z.object({
  surname: text,
  given_name: text,
  patronymic: text,
  settlement_code: text,
  settlement_code_query: text,
  find: text,
  occupation: text,
  occupation_place: text,
  speaks: several,
  wishes: text,
  language: text,
  version: z.coerce.number().int().catch(0),
  operation: z.uuid().optional().catch(undefined),
});

/** Everything a form about oneself sent, as it was typed. */
export type Typed = z.infer<typeof EditForm>;

export const readTyped = (body: unknown): Typed => EditForm.parse(body ?? {});

/** The form as it opens: what stands there now. */
export const typedFrom = (profile: Profile, version: number, operation: string): Typed => ({
  ...profile,
  patronymic: profile.patronymic ?? "",
  settlement_code_query: "",
  find: "",
  version,
  operation,
});

export type EditProblems = ProfileProblems & { occupation?: "missing"; language?: "missing" };

/** The profile that was typed, tidied, and what is wrong with it by field. */
export function profileFrom(typed: Typed): { profile: Profile; problems: EditProblems } {
  const occupation = occupations.find((each) => each === typed.occupation);
  const language = (["kk", "ru", "en"] as const).find((each) => each === typed.language);
  const profile = tidyProfile({
    ...typed,
    occupation: occupation ?? "other",
    speaks: spokenLanguages.filter((each) => typed.speaks.includes(each)),
    language: language ?? "kk",
  });
  const problems: EditProblems = profileProblems(profile);
  if (!occupation) problems.occupation = "missing";
  if (!language) problems.language = "missing";
  return { profile, problems };
}
