/** Why a file was refused; each has its sentence in three languages (`places.refused.<reason>`). */
export const reasons = [
  "empty",
  "too_large",
  "spreadsheet",
  "bad_bytes",
  "columns",
  "too_few_cells",
  "unclosed_quote",
  "line_too_long",
  "bad_code",
  "doubled_code",
  "unknown_parent",
  "foreign_parent",
  "circle",
  "no_name",
  "question_mark",
  "bad_letters",
  "name_too_long",
  "unknown_kind",
  "bad_coordinates",
  "not_json",
  "no_features",
  "unknown_place",
  "bad_geometry",
  "doubled_iso",
  "takes_too_much",
] as const;
export type Reason = (typeof reasons)[number];

/** One thing wrong with a file: the row (or feature) as people count it, from 1; 0 is the file as a whole. */
export type Problem = { row: number; reason: Reason; value: string };

export const problem = (row: number, reason: Reason, value: string | undefined = ""): Problem => ({
  row,
  reason,
  value: value.slice(0, 80),
});

/** What was read, or everything found wrong: never both, so nothing of a bad file can be used. */
export type Read<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export const refuse = (...problems: Problem[]): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems,
});
