import { z } from "zod";
import { dateFromParts, type DateParts, partsOf } from "../../ui/date/date-parts.ts";
import {
  type Document,
  documents,
  type Recorded,
  type RecordedKind,
  recordedKinds,
  views,
} from "./rules/clearances.ts";

const text = z.string().max(2_000).catch("");
const row = z.uuid().optional().catch(undefined);

export const Query = z.object({ view: z.enum(views).catch("team"), after: row, before: row });
export const Done = z.object({
  done: z.enum(["recorded", "withdrawn", "signed"]).optional().catch(undefined),
});

const RecordForm = z.object({ document: text });

/** What is typed to record a clearance, as the form shows it again. */
export type RecordFields = { document: string; from: DateParts };
export type RecordProblems = { document?: "missing"; from?: "not_a_date" };

/** Reads the form: what was seen says which clearance it is. */
export function readRecord(body: unknown): {
  fields: RecordFields;
  problems: RecordProblems;
  recorded: Recorded | undefined;
} {
  const typed = RecordForm.parse(body ?? {});
  const parts = partsOf((body ?? {}) as Record<string, unknown>, "from");
  const chosen = choices.find(({ document }) => document === typed.document);
  const from = dateFromParts(parts);
  return {
    fields: { document: typed.document, from: parts },
    problems: { ...(chosen ? {} : { document: "missing" }), ...(from ? {} : { from: "not_a_date" }) },
    recorded: chosen && from ? { ...chosen, from } : undefined,
  };
}

/** Every document that can be looked at, with what it shows. */
const choices = recordedKinds.flatMap((kind) =>
  documents[kind].map((document): { kind: RecordedKind; document: Document } => ({ kind, document })),
);

export const longestReason = 300;
const WithdrawalForm = z.object({ clearance: z.uuid().catch(""), reason: text });
export type WithdrawalProblems = { clearance?: "missing"; reason?: "missing" | "too_long" };
export type Withdrawal = { id: string; reason: string; problems: WithdrawalProblems };

/** Reads the form that withdraws one clearance. */
export function readWithdrawal(body: unknown): Withdrawal {
  const { clearance: id, reason: typed } = WithdrawalForm.parse(body ?? {});
  const reason = typed.normalize("NFC").trim();
  const problems: WithdrawalProblems = id === "" ? { clearance: "missing" } : {};
  if (reason === "") problems.reason = "missing";
  if (reason.length > longestReason) problems.reason = "too_long";
  return { id, reason, problems };
}
