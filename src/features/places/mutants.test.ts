import { assert, asyncProperty, type Arbitrary, constantFrom, integer, nat, string, tuple } from "fast-check";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import { languages, speak } from "../../platform/i18n/language.ts";
import { importPlaces } from "./actions.ts";
import { problemText } from "./pages/problem-text.ts";
import type { Problem } from "./reading/problem.ts";

const now = new Date("2026-11-22T06:00:00Z");
const villages = Array.from(
  { length: 120 },
  (_, index) => `${index + 3};2;1156301${String(index).padStart(2, "0")};с.Қызыл ${index}`,
);
const header = "id;parent_id;code;name";
const whole = [
  header,
  "1;0;110000000;Ақмола область",
  "2;1;115600000;Зеренді район",
  ...villages.slice(0, 100),
];

type Mutation = (rows: string[], at: number, other: number, noise: string) => string[] | Buffer;
const replaced = (rows: string[], at: number, change: (cells: string[]) => string[]) =>
  rows.map((row, index) => (index === at ? change(row.split(";")).join(";") : row));
const spliced = (rows: string[], at: number, bytes: Uint8Array) => {
  const text = Buffer.from(rows.join("\n"));
  return Buffer.concat([text.subarray(0, at * 20), bytes, text.subarray(at * 20)]);
};

/** What happens to files on their way: by hand, by Excel, by a broken download, by malice. */
const mutations: Record<string, Mutation> = {
  "a row twice": (rows, at) => rows.toSpliced(at, 0, rows[at] ?? ""),
  "a row lost": (rows, at) => rows.toSpliced(at, 1),
  "two rows changed about": (rows, at, other) =>
    rows.map((row, index) => (index === at ? rows[other]! : index === other ? rows[at]! : row)),
  "a cell lost": (rows, at) => replaced(rows, at, (cells) => cells.slice(0, -1)),
  "a cell too many": (rows, at) => replaced(rows, at, (cells) => [...cells, "x"]),
  "another parent": (rows, at, other) =>
    replaced(rows, at, ([id, , ...rest]) => [id!, String(other * 7), ...rest]),
  "a number as Excel writes it": (rows, at) =>
    replaced(rows, at, ([id, parent, , text]) => [id!, parent!, "1,1E+08", text!]),
  "another code": (rows, at, _other, noise) =>
    replaced(rows, at, ([id, parent, , text]) => [id!, parent!, noise, text!]),
  "noise for a name": (rows, at, _other, noise) =>
    replaced(rows, at, (cells) => [...cells.slice(0, 3), noise]),
  "a lost letter": (rows, at) => replaced(rows, at, (cells) => [...cells.slice(0, 3), "с.?ызыл"]),
  "an open quotation mark": (rows, at) => replaced(rows, at, (cells) => [...cells.slice(0, 3), '"с.Яр']),
  "a line without end": (rows, at) =>
    replaced(rows, at, (cells) => [...cells.slice(0, 3), "а".repeat(50_000)]),
  "bytes of nothing": (rows, at) => spliced(rows, at, new Uint8Array([0, 0, 0])),
  "bytes of no letter": (rows, at) => spliced(rows, at, new Uint8Array([0xff, 0xc3, 0x28])),
  "a cut download": (rows, at) => Buffer.from(rows.join("\n")).subarray(0, at * 20),
  "Windows-1251": (rows) => iconv.encode(rows.join("\n"), "win1251"),
  "KZ-1048": (rows) => iconv.encode(rows.join("\n"), "rk1048"),
  "UTF-16": (rows) => iconv.encode(rows.join("\n"), "utf-16le"),
  "half a UTF-16 letter": (rows) => iconv.encode(rows.join("\n"), "utf-16le").subarray(1),
  "another header": (rows, _at, _other, noise) => [noise, ...rows.slice(1)],
  "places added": (rows) => [...rows, ...villages.slice(100)],
};

const mutant: Arbitrary<[string, number, number, string]> = tuple(
  constantFrom(...Object.keys(mutations)),
  integer({ min: 1, max: whole.length - 1 }),
  nat({ max: whole.length - 1 }),
  string({ maxLength: 30 }),
);

/** Sentences that are none, in any of the languages. */
const unclear = (problems: Problem[]): string[] =>
  problems
    .flatMap((problem) => languages.map((language) => speak(language, () => problemText(problem))))
    .filter((text) => !/^\S.{8,}[.:]$/su.test(text));

test("a hundred spoiled files each change everything they say or nothing at all, and say why in three languages", async () => {
  const { db } = await ownDatabase();
  const importBytes = (bytes: Uint8Array) =>
    importPlaces(db, "installation", { name: "kato.csv", format: "kato", bytes }, now, {
      manyRemovals: true,
    });
  const state = async () => ({
    places: await db.selectFrom("places.place").selectAll().orderBy("code").execute(),
    gone: await db.selectFrom("places.retirement").select("place_code").orderBy("place_code").execute(),
  });
  const seen = { refused: 0, applied: 0 };
  await assert(
    asyncProperty(mutant, async ([name, at, other, noise]) => {
      await importBytes(Buffer.from(whole.join("\n")));
      const before = await state();
      const changed = mutations[name]!(whole, at, other, noise);
      const bytes = Buffer.isBuffer(changed) ? changed : Buffer.from(changed.join("\n"));
      const began = performance.now();
      const done = await importBytes(bytes);
      expect(performance.now() - began).toBeLessThan(10_000);
      seen[done.kind === "refused" ? "refused" : "applied"]++;
      expect(done.kind === "refused" ? await state() : before).toEqual(before);
      expect(done.kind === "refused" ? unclear(done.problems) : []).toEqual([]);
      // What was applied is whole: reading the same file again finds nothing to do.
      expect(done.kind === "refused" || (await importBytes(bytes)).kind === "nothing").toBe(true);
    }),
    { numRuns: 100, seed: 20261122, endOnFailure: true },
  );
  expect(Math.min(seen.refused, seen.applied)).toBeGreaterThan(10);
}, 120_000);
