import type { Tx } from "../db/pool.ts";
import type { AuditEntry } from "../audit/audit.ts";

export const formats = ["csv", "xlsx"] as const;
export type Format = (typeof formats)[number];

/** A text, a number, or nothing; days stand as `2026-11-22`. */
export type Cell = string | number | null;
export type Kind = "text" | "number" | "day";

export type ExportedColumn<Row> = {
  /** Called in the language of whoever downloads, as `value` is. */
  title: () => string;
  kind: Kind;
  /** In characters, for a sheet. */
  width: number;
  value: (row: Row) => Cell;
};

/** A list that can be exported. */
export type ExportedList<Row> = {
  /** What the file is called, in letters of an address; the day is added. */
  name: string;
  /** The calendar day the list is of, where it is of. */
  day: string;
  columns: ExportedColumn<Row>[];
  /** The rows in batches, begun from what this person may see. */
  rows: (tx: Tx) => AsyncIterable<Row[]>;
  /** Who exports what of whom: an entry for each hub whose people stand in the list. */
  entries: Omit<AuditEntry, "personal">[];
  /** What the list is narrowed by; it may name people, and is kept apart as personal fields are. */
  filters: Record<string, unknown>;
};

/** A list as a writer takes it: in one language, and nothing left to ask. */
export type Table = {
  title: string;
  columns: { title: string; kind: Kind; width: number }[];
  rows: AsyncIterable<Cell[][]>;
};
