import { z } from "zod";
import { found } from "../../platform/errors.ts";
import { languages } from "../../platform/i18n/language.ts";
import { tidyName } from "../people/index.ts";
import { guardianNameProblem, type NameReason, relations } from "./rules/asking.ts";
import { purposes } from "./rules/standing.ts";
import type { Text } from "./store/texts.ts";

const text = z.string().max(1_000).catch("");
const relation = z.enum(relations).optional().catch(undefined);

export const Link = z.object({ token: z.string().regex(/^[\w-]{22}$/) });

/** The token of a link; one that cannot be a token is a page that does not exist. */
export const tokenOf = (params: unknown): string => found(Link.safeParse(params).data).token;

export const CodeForm = z.object({ code: text });
export const CodeQuery = z.object({ wait: z.literal("yes").optional().catch(undefined) });
export const ContactForm = z.object({ contact: text });
export const NamingForm = z.object({
  name: text,
  relation,
  contact: text,
  language: z.enum(languages).optional().catch(undefined),
});
export type TypedNaming = z.infer<typeof NamingForm>;

export const WithdrawalForm = z.object({
  person: z.uuid().catch(""),
  purpose: z.enum(purposes).optional().catch(undefined),
});
export const OwnForm = z.object({
  purpose: z.enum(purposes).optional().catch(undefined),
  text: z.uuid().catch(""),
  answer: z.enum(["agreed", "refused"]).optional().catch(undefined),
});
export const AgreementQuery = z.object({ next: text });
export const AgreementForm = OwnForm.omit({ purpose: true }).extend({ next: text });
export const DoneQuery = z.object({
  done: z.enum(["asked", "saved", "withdrawn"]).optional().catch(undefined),
});

const AnswerForm = z.looseObject({
  name: text,
  relation,
  adult: z.literal("yes").optional().catch(undefined),
});
const Answer = z.enum(["agreed", "refused"]).optional().catch(undefined);

/** What a guardian typed, as it was typed. */
export type TypedAnswers = {
  name: string;
  relation: (typeof relations)[number] | undefined;
  adult: boolean;
  answers: Partial<Record<Text["purpose"], { text: string; answer: "agreed" | "refused" | undefined }>>;
};

export type AnswerProblems = { name?: NameReason; relation?: "missing"; adult?: "missing" } & {
  [Purpose in Text["purpose"]]?: "missing";
};

/** Reads a guardian's form; each purpose that was asked about needs an answer of its own. */
export function readAnswers(body: unknown, texts: Text[]): { typed: TypedAnswers; problems: AnswerProblems } {
  const form = AnswerForm.parse(body ?? {});
  const answers: TypedAnswers["answers"] = {};
  const problems: AnswerProblems = {};
  for (const { purpose } of texts) {
    const answer = Answer.parse(form[purpose]);
    answers[purpose] = { text: z.string().catch("").parse(form[`text_${purpose}`]), answer };
    if (!answer) problems[purpose] = "missing";
  }
  const name = tidyName(form.name);
  const reason = guardianNameProblem(name);
  if (reason) problems.name = reason;
  if (!form.relation) problems.relation = "missing";
  if (!form.adult) problems.adult = "missing";
  return { typed: { name, relation: form.relation, adult: form.adult === "yes", answers }, problems };
}
