import { z } from "zod";
import { isLanguage, type Language } from "../../platform/i18n/language.ts";
import {
  type LifeFields,
  type LifeProblems,
  type NameFields,
  type NameProblems,
  readLife,
  readName,
} from "../members/index.ts";
import type { ContactRefused } from "../accounts/index.ts";
import type { Contact, NewPerson } from "../people/index.ts";

const text = z.string().max(4_000).catch("");

const Rest = z.object({
  settlement_code: text,
  settlement_code_query: text,
  find: text,
  language: text,
  contact: text,
  another: text,
  operation: z.uuid().optional().catch(undefined),
});

export type DeskFields = NameFields & LifeFields & { language: string; contact: string };
export type DeskProblems = NameProblems &
  LifeProblems & { settlement_code?: "missing"; contact?: Exclude<ContactRefused, "missing"> };

export type Filled = {
  fields: DeskFields;
  place: { code: string; query: string; find: boolean };
  problems: DeskProblems;
  /** What was told, where every part of it can stand. */
  told: Omit<NewPerson, "contact" | "settlement_code"> | undefined;
  contact: Contact | undefined;
  another: boolean;
  operation: string | undefined;
};

type Reading = {
  today: string;
  language: Language;
  readContact: (typed: string) => Contact | ContactRefused;
};

/** Reads the whole form of the desk, by the same rules as the screens of joining. */
export function readDesk(body: unknown, { today, language, readContact }: Reading): Filled {
  const rest = Rest.parse(body ?? {});
  const name = readName(body, today);
  const life = readLife(body);
  const chosen = isLanguage(rest.language) ? rest.language : language;
  const contact = readContact(rest.contact);
  const problems: DeskProblems = { ...name.problems, ...life.problems };
  if (typeof contact === "string" && contact !== "missing") problems.contact = contact;
  const answers = name.answers && life.answers && { ...name.answers, ...life.answers };
  return {
    fields: { ...name.fields, ...life.fields, language: chosen, contact: rest.contact },
    place: { code: rest.settlement_code, query: rest.settlement_code_query.trim(), find: rest.find !== "" },
    problems,
    told: answers && ({ ...answers, language: chosen } as NonNullable<Filled["told"]>),
    contact: typeof contact === "object" ? contact : undefined,
    another: rest.another !== "",
    operation: rest.operation,
  };
}

/** The form as it opens for the next person. */
export const emptyFields = (language: Language): DeskFields => ({
  surname: "",
  given_name: "",
  patronymic: "",
  birth_date: { day: "", month: "", year: "" },
  occupation: "",
  occupation_place: "",
  speaks: [],
  wishes: "",
  language,
  contact: "",
});
