import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { classifier } from "../../../../tests/classifier.ts";
import { ownDatabase } from "../../../../tests/hub.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { importPlaces } from "../actions.ts";
import { loadSamplePlaces } from "../sample.ts";
import { searchPlaces, type SearchOptions } from "./search.ts";
import { listInside, listLevel } from "./tree.ts";

const now = new Date("2026-11-22T06:00:00Z");
const akmola = "110000000";
let db: Db;
beforeAll(async () => {
  ({ db } = await ownDatabase());
  await loadSamplePlaces(db, now);
  const more = [
    "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude",
    "103200000,100000000,district,district,,Абайский,,,",
    "103230100,103200000,settlement,village,Көкшетау,Кокшетау,,,",
    "103230200,103200000,settlement,village,,Кокши,,,",
    "103230300,103200000,settlement,village,Алғабас,Алгабас,,,",
  ];
  const file = { name: "more.csv", format: "csv", bytes: Buffer.from(more.join("\n")) } as const;
  await importPlaces(db, "installation", file, now);
});

const find = async (query: string, options: SearchOptions = { near: akmola }) =>
  (await searchPlaces(db, query, options)).map((place) =>
    [place.name_ru, place.district?.name_ru, place.region?.name_ru].filter(Boolean).join(", "),
  );

describe("somebody who looks for a place", () => {
  test.each(["Алгабас", "Алғабас", "Algabas", "Alǵabas", "алгаб", "ALGABAS"])(
    "finds all five Алгабас by «%s», those of the own region first, each with its district",
    async (query) => {
      expect(await find(query)).toEqual([
        "Алгабас, Астраханский, Акмолинская",
        "Алгабас, Ерейментауский, Акмолинская",
        "Алгабас, Жаксынский, Акмолинская",
        "Алгабас, Коргалжынский, Акмолинская",
        "Алгабас, Абайский, Абай",
      ]);
    },
  );

  test("finds them the other way round in the other region", async () => {
    expect((await find("алгабас", { near: "100000000" }))[0]).toBe("Алгабас, Абайский, Абай");
  });

  test.each([
    ["Щучинск", "Щучинск, Бурабайский, Акмолинская"],
    ["Shchuchinsk", "Щучинск, Бурабайский, Акмолинская"],
    ["shuchinsk", "Щучинск, Бурабайский, Акмолинская"],
    ["Kokshetau", "Кокшетау, Кокшетау, Акмолинская"],
    ["Kokchetav", "Кокшетау, Кокшетау, Акмолинская"],
    ["көкш", "Кокшетау, Кокшетау, Акмолинская"],
    ["Zerendi", "Зеренда, Зерендинский, Акмолинская"],
    ["Жибек", "Жибек жолы, Аршалынский, Акмолинская"],
    ["Макинка", "Макинка, Биржан сал, Акмолинская"],
    ["Астана", "Астана"],
  ])("finds by «%s» %s", async (query, expected) => {
    expect((await find(query))[0]).toBe(expected);
  });

  test("finds by a further word of the name, after the names that begin with it", async () => {
    expect(await find("жолы")).toEqual([
      "Жолымбет, Шортандинский, Акмолинская",
      "Жибек жолы, Аршалынский, Акмолинская",
    ]);
  });

  test("finds by a place and its district together, in any order", async () => {
    const expected = ["Алгабас, Коргалжынский, Акмолинская"];
    expect(await find("алгабас қорғалжын")).toEqual(expected);
    expect(await find("Korgalzhyn Algabas")).toEqual(expected);
  });

  test("finds what begins so before what only sounds alike, and a city before a village", async () => {
    expect((await find("кокше")).slice(0, 2)).toEqual([
      "Кокшетау, Кокшетау, Акмолинская",
      "Кокшетау, Абайский, Абай",
    ]);
    expect((await find("кок", {}))[0]).toBe("Кокшетау, Кокшетау, Акмолинская");
  });

  test("finds nothing by one letter, by signs, or by what is nowhere", async () => {
    for (const query of ["", "к", "%", "_%", "'; drop", "ъъъ", "ыгфщвц"])
      expect(await find(query)).toEqual([]);
  });

  test("finds districts and regions only when asked for them", async () => {
    expect(await find("Зеренди", { levels: ["district"] })).toEqual(["Зерендинский, Акмолинская"]);
    expect(await find("акмола", { levels: ["region"] })).toEqual(["Акмолинская"]);
  });

  test("gets as many as asked for", async () => {
    expect(await find("алгабас", { limit: 2 })).toHaveLength(2);
  });

  test("finds a place no more once it has left the register", async () => {
    await sql`insert into places.import (id, format, file_name, report, read_at, applied_at)
      values ('0197a3c0-0000-7000-8000-000000000009', 'kato', 'x', '{}', ${now}, ${now})`.execute(db);
    await sql`insert into places.retirement
      values ('103230200', '0197a3c0-0000-7000-8000-000000000009', ${now})`.execute(db);
    expect(await find("кокши")).not.toContain("Кокши, Абайский, Абай");
    const district = { code: "103200000", level: "district" } as Parameters<typeof listInside>[1];
    expect((await listInside(db, district, "ru")).map((place) => place.name_ru)).toEqual([
      "Алгабас",
      "Кокшетау",
    ]);
  });
});

test("names stand in the order of the Kazakh alphabet", async () => {
  const districts = await listLevel(db, "district", { region: akmola, language: "kk" });
  const names = districts.map((place) => place.name_kk ?? "");
  expect(names).toEqual(names.toSorted(new Intl.Collator("kk").compare));
  expect(names.slice(0, 3)).toEqual(["Ақкөл", "Аршалы", "Астрахан"]);
});

test("a whole classifier is read in and searched through the index", async () => {
  const { db } = await ownDatabase();
  const file = { name: "kato.csv", format: "kato", bytes: classifier() } as const;
  const done = await importPlaces(db, "installation", file, now);
  expect(done.kind === "applied" && done.report.added.count).toBeGreaterThan(15_000);
  const found = await searchPlaces(db, "алғабас");
  expect(found.length).toBeGreaterThan(0);
  const { rows } = await sql<{ "QUERY PLAN": string }>`
    explain select code from places.place where folded like '% algabas%'`.execute(db);
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("place_folded");
});
