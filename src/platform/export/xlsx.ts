import { isLive } from "./csv.ts";
import type { Cell, Kind, Table } from "./list.ts";
import { type Entry, zipOf } from "./zip.ts";

/** What a sheet holds at most; whatever comes after goes on in the next. */
const mostRows = 1_048_576;
const longestText = 32_767;

/** A list as an XLSX workbook, written while its rows come: titles stay in view, days are days, texts are never formulas. */
export async function* xlsxOf(table: Table): AsyncGenerator<Buffer> {
  const rows = table.rows[Symbol.asyncIterator]();
  try {
    yield* zipOf(partsOf(table, feedOf(rows)));
  } finally {
    await rows.return?.();
  }
}

/** Hands out batches of rows, none longer than asked for. */
type Feed = { more: () => Promise<boolean>; take: (most: number) => Cell[][] };

function feedOf(rows: AsyncIterator<Cell[][]>): Feed {
  let held: Cell[][] = [];
  return {
    more: async () => {
      while (held.length === 0) {
        const { done, value } = await rows.next();
        if (done) return false;
        held = value;
      }
      return true;
    },
    take: (most) => {
      const taken = held.slice(0, most);
      held = held.slice(most);
      return taken;
    },
  };
}

async function* partsOf(table: Table, feed: Feed): AsyncGenerator<Entry> {
  let sheets = 0;
  do {
    sheets += 1;
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet(table, feed) };
  } while (await feed.more());
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const parts: Record<string, string> = {
    "xl/workbook.xml": workbook(table.title, numbers),
    "xl/_rels/workbook.xml.rels": workbookLinks(numbers),
    "xl/styles.xml": styles,
    "_rels/.rels": links,
    "[Content_Types].xml": contentTypes(numbers),
  };
  for (const [name, text] of Object.entries(parts)) yield { name, content: once(head + text) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function* sheet({ columns }: Table, feed: Feed): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${columns.map(({ title }, index) => textCell(title, `${letters(index)}1`, style.title)).join("")}</row>`;
  const at = columns.map(({ kind }, index) => ({ kind, letters: letters(index) }));
  for (let first = 2; first <= mostRows && (await feed.more());) {
    const batch = feed.take(mostRows - first + 1);
    yield batch.map((row, index) => line(row, at, first + index)).join("");
    first += batch.length;
  }
  yield "</sheetData></worksheet>";
}

const line = (row: Cell[], at: { kind: Kind; letters: string }[], number: number): string =>
  `<row r="${number}">${at.map(({ kind, letters }, index) => cellOf(row[index] ?? null, kind, `${letters}${number}`)).join("")}</row>`;

const style = { plain: 0, title: 1, day: 2, live: 3 };

/** A column as sheets name it: A to Z, then AA. */
const letters = (index: number): string =>
  (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function cellOf(cell: Cell, kind: Kind, at: string): string {
  if (cell === null || cell === "") return "";
  if (kind === "number" && typeof cell === "number" && Number.isFinite(cell))
    return `<c r="${at}"><v>${cell}</v></c>`;
  const text = String(cell);
  if (kind === "day" && /^\d{4}-\d{2}-\d{2}$/.test(text))
    return `<c r="${at}" s="${style.day}"><v>${dayNumber(text)}</v></c>`;
  return textCell(text, at, isLive(text) ? style.live : style.plain);
}

/** Days since the beginning of 1900 as spreadsheets count them. */
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

const textCell = (text: string, at: string, s: number): string =>
  `<c r="${at}" t="inlineStr" s="${s}"><is><t xml:space="preserve">${escaped(text.slice(0, longestText))}</t></is></c>`;

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_" };

/** Text as XML takes it. What XML cannot hold is shown as missing; what looks like Excel's own escape stays as it is. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 has no way to write
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>\r]/g, (sign) => signs[sign] ?? sign);

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const linked = "http://schemas.openxmlformats.org/package/2006/relationships";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A sheet's name may hold few signs and 31 letters. */
const sheetName = (title: string, number: number): string =>
  escaped(
    `${title
      .replace(/[[\]:*?/\\']/g, " ")
      .slice(0, 27)
      .trim()}${number > 1 ? ` ${number}` : ""}`,
  );

const workbook = (title: string, numbers: number[]): string =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers
    .map((number) => `<sheet name="${sheetName(title, number)}" sheetId="${number}" r:id="rId${number}"/>`)
    .join("")}</sheets></workbook>`;

const workbookLinks = (numbers: number[]): string =>
  `<Relationships xmlns="${linked}">${numbers
    .map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join(
      "",
    )}<Relationship Id="rId${numbers.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

const links = `<Relationships xmlns="${linked}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const contentTypes = (numbers: number[]): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${numbers
    .map(
      (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
    )
    .join("")}</Types>`;

// Plain, a title, a day, and a text that stays a text when somebody edits it (quotePrefix).
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`;
