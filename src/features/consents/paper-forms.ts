import { z } from "zod";
import { found } from "../../platform/errors.ts";
import { languages } from "../../platform/i18n/language.ts";
import { dateFromParts, partsOf } from "../../ui/date/date-parts.ts";
import { tidyName } from "../people/index.ts";
import type { PaperProblems, TypedPaper } from "./pages/paper-props.ts";
import { guardianNameProblem, relations } from "./rules/asking.ts";
import { readPaperCode } from "./rules/paper-code.ts";
import { fieldOf, type Line, longestReason, mostPapers } from "./rules/papers.ts";
import { purposes } from "./rules/standing.ts";

const one = z.string().max(1_000).catch("");

/** A field that stands never, once or several times in a form. */
const several = <Item extends z.ZodType>(item: Item) =>
  z
    .unknown()
    .optional()
    .transform((sent) => [sent].flat().flatMap((each) => item.safeParse(each).data ?? []) as z.infer<Item>[]);

export const PrintForm = z.object({
  person: several(z.uuid()),
  purpose: several(z.enum(purposes)),
  language: z.enum(languages).optional().catch(undefined),
});
export type PrintProblems = {
  person?: "missing" | "too_many" | "unasked";
  purpose?: "missing";
  language?: "missing";
};

/** Why nothing can be printed from what was chosen. */
export function printProblems({ person, purpose, language }: z.infer<typeof PrintForm>): PrintProblems {
  return {
    ...(person.length === 0 ? { person: "missing" as const } : {}),
    ...(person.length > mostPapers ? { person: "too_many" as const } : {}),
    ...(purpose.length === 0 ? { purpose: "missing" as const } : {}),
    ...(language ? {} : { language: "missing" as const }),
  };
}

export const PapersQuery = z.object({
  code: one.optional(),
  /** The day that was typed last, so that a pile signed on one evening is entered quickly. */
  day: z.iso.date().optional().catch(undefined),
  done: z
    .enum(["recorded", "scanned", "confirmed", "returned", "void", "withdrawn"])
    .optional()
    .catch(undefined),
});
export const PaperQuery = PapersQuery.pick({ day: true, done: true }).extend({
  edit: z.literal("yes").optional().catch(undefined),
});
export const CheckForm = z.object({ version: z.coerce.number().int().catch(0), reason: one });

/** The code in an address; one that no sheet can have is a page that does not exist. */
export const codeOf = (params: unknown): string =>
  found(readPaperCode(z.object({ code: one }).parse(params).code));

/** Reads what was typed from a sheet; every question of it needs an answer. */
export function readPaperForm(fields: Record<string, string>, lines: Line[]) {
  const names = lines.map(fieldOf);
  const Answer = z.enum(["agreed", "refused"]).optional().catch(undefined);
  const answers = Object.fromEntries(names.map((name) => [name, Answer.parse(fields[name])]));
  const typed: TypedPaper = {
    answers,
    name: tidyName(one.parse(fields["name"])),
    relation: z.enum(relations).optional().catch(undefined).parse(fields["relation"]),
    signed_on: partsOf(fields, "signed_on"),
  };
  const reason = guardianNameProblem(typed.name);
  const problems: PaperProblems = {
    answers: names.filter((name) => !answers[name]),
    ...(reason ? { name: reason } : {}),
    ...(typed.relation ? {} : { relation: "missing" as const }),
  };
  return { typed, problems, signed_on: dateFromParts(typed.signed_on) };
}

/** Why a paper cannot be sent back with these words. */
export const reasonProblem = (reason: string): "missing" | "too_long" | null => {
  if (reason.trim() === "") return "missing";
  return [...reason].length > longestReason ? "too_long" : null;
};
