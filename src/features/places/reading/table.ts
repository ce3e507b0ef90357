import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { problem, type Read, refuse } from "./problem.ts";

/** A row of a table: its number as a spreadsheet counts it, and its cells by the lower-case name of their column. */
export type Row = { row: number; cells: Record<string, string> };

const longestRow = 10_000;

/** Reads a table with a header, separated by semicolons, commas or tabs, and holds every row to the header's width. */
export function readTable(text: string, required: string[][]): Read<Row[]> {
  const read = records(text);
  if (!read.ok) return read;
  const [head, ...body] = read.value;
  const names = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
  if (!required.some((columns) => columns.every((column) => names.includes(column))))
    return refuse(problem(1, "columns", required.map((columns) => columns.join(", ")).join(" / ")));
  const rows = body.filter(({ record }) => record.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) return refuse(problem(0, "empty"));
  const narrow = rows.filter(({ record }) => record.length !== names.length);
  if (narrow.length > 0)
    return refuse(...narrow.map(({ line }) => problem(line, "too_few_cells", String(names.length))));
  return { ok: true, value: rows.map(({ line, record }) => ({ row: line, cells: byName(names, record) })) };
}

const byName = (names: string[], record: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, at) => [name, record[at]?.trim() ?? ""]));

type Recorded = { record: string[]; line: number };

function records(text: string): Read<Recorded[]> {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  try {
    const parsed = parse(text, {
      delimiter: delimiterOf(first),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRow,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return { ok: true, value: parsed.map(({ record, info }) => ({ record, line: info.lines })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") return refuse(problem(oddQuotes(text), "unclosed_quote"));
    return refuse(problem(Number(error["lines"] ?? 0), "line_too_long"));
  }
}

/** The row where a quotation mark was opened and never closed: the last one with an odd number of them. */
const oddQuotes = (text: string): number =>
  text.split("\n").findLastIndex((line) => line.split('"').length % 2 === 0) + 1;

function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return [";", ",", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
