import type { DateParts } from "../../../ui/date/date-parts.ts";
import type { NameReason, Relation } from "../rules/asking.ts";
import type { PaperState, SignedProblem, Unconfirmable } from "../rules/papers.ts";
import type { Purpose } from "../rules/standing.ts";

/** A hub by its name; `lang` is given where that is not in the page's language. */
export type NamedHub = { slug: string; name: string; lang?: string };

export type ShownLine = {
  field: string;
  purpose: Purpose;
  given_by: "guardian" | "person";
  title: string;
  answer: "agreed" | "refused" | null;
  /** The giver's agreement to it stands now. */
  stands: boolean;
};

export type PaperProps = {
  code: string;
  state: PaperState;
  version: number;
  hub: NamedHub;
  person: { name: string; birth_date: string };
  printed_on: string;
  lines: ShownLine[];
  signed: { name: string; relation: Relation; on: string } | null;
  /** Why it was sent back. */
  returned: string | null;
  recorded_by_reader: boolean;
  scan: "image/jpeg" | "application/pdf" | null;
  unconfirmable: Unconfirmable | null;
  /** The form stands open: it has to be recorded, or is being mended. */
  editing: boolean;
  typed: TypedPaper;
  problems?: PaperProblems;
  /** It was recorded anew, or got another scan, while this person looked. */
  changed?: boolean;
  reason?: { typed: string; problem: "missing" | "too_long" };
  done?: "recorded" | "scanned" | "confirmed" | "returned" | "void" | "withdrawn" | undefined;
};

export type Answer = "agreed" | "refused";
export type TypedPaper = {
  answers: Partial<Record<string, Answer>>;
  name: string;
  relation: Relation | undefined;
  signed_on: DateParts;
};
export type PaperProblems = {
  answers: string[];
  name?: NameReason;
  relation?: "missing";
  signed_on?: SignedProblem;
  scan?: ScanProblem;
};
export type ScanProblem = "missing" | "too_large" | "too_many_pixels" | "unreadable" | "carries_more";
