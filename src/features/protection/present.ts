import { type Kind, kinds, lastDayOf, type State, stateOf } from "./rules/clearances.ts";
import type { Adult } from "./store/adults.ts";
import type { Row } from "./store/clearances.ts";

/** Where one kind stands, ready to be told. */
export type Line = { kind: Kind; state: State["state"]; last_day: string | null };

/** Every kind of somebody's, on a day. */
export const linesOf = (rows: readonly Row[], day: string): Line[] =>
  kinds.map((kind) => {
    const now = stateOf(rows, kind, day);
    return { kind, state: now.state, last_day: "ends_on" in now ? lastDayOf(now.ends_on) : null };
  });

export type AdultLine = Adult & { own: boolean; lines: Line[] };

/** One thing on record, as its person and those who handle it read it. */
export type PastLine = Pick<
  Row,
  "id" | "kind" | "document" | "valid_from" | "withdrawn_at" | "withdrawn_reason"
> & {
  last_day: string;
  /** By whom, where that is somebody else. */
  by: string | null;
  withdrawn_by: string | null;
  standing: boolean;
};

export const pastOf = (rows: readonly Row[], day: string): PastLine[] =>
  rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    document: row.document,
    valid_from: row.valid_from,
    last_day: lastDayOf(row.ends_on),
    by: row.recorded_by === row.person_id ? null : row.recorded_by_name,
    withdrawn_at: row.withdrawn_at,
    withdrawn_by: row.withdrawn_by_name,
    withdrawn_reason: row.withdrawn_reason,
    standing: !row.withdrawn && row.ends_on > day,
  }));
