import { z } from "zod";
import { dateFromParts, type DateParts, partsOf } from "../../../ui/date/date-parts.ts";
import { type PostName, postNames, type Scope } from "../rules/posts.ts";

const text = z.string().max(300).catch("");

export const ContactForm = z.object({ contact: text });

/** What is typed to give a post, as the form shows it again. */
export type PostFields = { post: string; where: string; last_day: DateParts };
export type PostProblems = { post?: "missing"; where?: "missing"; last_day?: "not_a_date" };
export type PostAnswers = { post: PostName; scope: Scope; last_day: string | null };

const Form = z.object({ person: z.uuid().catch(""), post: text, where: text });

/** Reads the form that gives a post; whether it may be given is decided elsewhere. */
export function readPost(body: unknown): {
  person: string;
  fields: PostFields;
  problems: PostProblems;
  answers: PostAnswers | undefined;
} {
  const { person, ...typed } = Form.parse(body ?? {});
  const parts = partsOf((body ?? {}) as Record<string, unknown>, "last_day");
  const post = postNames.find((each) => each === typed.post);
  const scope = scopeFrom(typed.where);
  const last_day = lastDayFrom(parts);
  const fields = { ...typed, last_day: parts };
  if (post && scope && last_day !== undefined)
    return { person, fields, problems: {}, answers: { post, scope, last_day } };
  const problems: PostProblems = {
    ...(post ? {} : { post: "missing" }),
    ...(scope ? {} : { where: "missing" }),
    ...(last_day === undefined ? { last_day: "not_a_date" } : {}),
  };
  return { person, fields, problems, answers: undefined };
}

/** The last day of a term, null for a post without one, undefined for a day there is not. */
function lastDayFrom(parts: DateParts): string | null | undefined {
  return Object.values(parts).every((part) => part === "") ? null : dateFromParts(parts);
}

/** A scope as an address or a form carries it: `hub:…`, `region:110000000`, `country`. */
export const scopeText = (scope: Scope): string => {
  if (scope.kind === "hub") return `hub:${scope.hub}`;
  return scope.kind === "region" ? `region:${scope.region}` : scope.kind;
};

function scopeFrom(text: string): Scope | undefined {
  const [kind, id = ""] = text.split(":");
  if (kind === "country") return { kind };
  if (kind === "hub" && z.uuid().safeParse(id).success) return { kind, hub: id };
  return kind === "region" && /^\d{9}$/.test(id) ? { kind, region: id } : undefined;
}
