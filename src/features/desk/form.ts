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
import { ageOn, type Contact, type NewPerson } from "../people/index.ts";

const text = z.string().max(4_000).catch("");

const Rest = z.object({
  settlement_code: text,
  settlement_code_query: text,
  find: text,
  language: text,
  contact: text,
  another: text,
  agreed: text,
  read: text,
  operation: z.uuid().optional().catch(undefined),
});

export type DeskFields = NameFields & LifeFields & { language: string; contact: string; agreed: boolean };
export type DeskProblems = NameProblems &
  LifeProblems & {
    settlement_code?: "missing";
    contact?: Exclude<ContactRefused, "missing">;
    agreed?: "missing";
  };

export type Filled = {
  fields: DeskFields;
  place: { code: string; query: string; find: boolean };
  problems: DeskProblems;
  /** What was told, where every part of it can stand. */
  told: Omit<NewPerson, "contact" | "settlement_code"> | undefined;
  contact: Contact | undefined;
  another: boolean;
  /** The words that were agreed to, where they were. */
  read: string | undefined;
  operation: string | undefined;
};

type Reading = {
  today: string;
  hub: { consent_age: number };
  language: Language;
  readContact: (typed: string) => Contact | ContactRefused;
};

/** Reads the whole form of the desk, by the same rules as the screens of joining. */
export function readDesk(body: unknown, { today, hub, language, readContact }: Reading): Filled {
  const rest = Rest.parse(body ?? {});
  const name = readName(body, today);
  const life = readLife(body);
  const chosen = isLanguage(rest.language) ? rest.language : language;
  const contact = readContact(rest.contact);
  const agreed = rest.agreed !== "";
  const answers = name.answers && life.answers && { ...name.answers, ...life.answers };
  return {
    fields: {
      ...name.fields,
      ...life.fields,
      language: chosen,
      contact: rest.contact,
      agreed,
    },
    place: { code: rest.settlement_code, query: rest.settlement_code_query.trim(), find: rest.find !== "" },
    problems: {
      ...name.problems,
      ...life.problems,
      ...contactProblem(contact),
      ...(agreed ? {} : unsaid(name.answers?.birth_date, today, hub)),
    },
    told: answers && ({ ...answers, language: chosen } as NonNullable<Filled["told"]>),
    contact: typeof contact === "object" ? contact : undefined,
    another: rest.another !== "",
    read: agreed ? rest.read : undefined,
    operation: rest.operation,
  };
}

const contactProblem = (contact: Contact | ContactRefused): Pick<DeskProblems, "contact"> =>
  typeof contact === "string" && contact !== "missing" ? { contact } : {};

/** Below the consent age a guardian says it; from it on nobody is kept without their own yes. */
const unsaid = (
  birth_date: string | undefined,
  today: string,
  hub: Reading["hub"],
): Pick<DeskProblems, "agreed"> =>
  birth_date !== undefined && ageOn(birth_date, today) >= hub.consent_age ? { agreed: "missing" } : {};

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
  agreed: false,
});
