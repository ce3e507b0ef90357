import type { Cell, Kind, Table } from "./list.ts";

/** A list as CSV for spreadsheets: decision 0021 says why the mark, the semicolons and the apostrophes. */
export async function* csvOf({ columns, rows }: Table): AsyncGenerator<string> {
  const titles = columns.map(({ title }) => fieldOf(title, "text")).join(";");
  yield `\uFEFF${titles}\r\n`;
  for await (const batch of rows)
    yield batch
      .map(
        (row) => `${row.map((cell, index) => fieldOf(cell, columns[index]?.kind ?? "text")).join(";")}\r\n`,
      )
      .join("");
}

function fieldOf(cell: Cell, kind: Kind): string {
  if (cell === null) return "";
  if (kind === "number" && typeof cell === "number") return String(cell);
  return `"${harmless(String(cell)).replaceAll('"', '""')}"`;
}

/** What a spreadsheet would take for a formula, as one of its own signs or a wide one of East Asia, after any blanks. */
const live = /^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Whether a spreadsheet that reads this text might run it. */
export const isLive = (text: string): boolean => live.test(text);

const harmless = (text: string): string => (isLive(text) ? `'${text}` : text);
