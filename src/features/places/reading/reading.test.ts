import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readRussianName, readKazakhName } from "./kato-names.ts";
import { readFile } from "./read-file.ts";

const kato = (...rows: string[]) =>
  ["id;parent_id;code;name", "1;0;110000000;Акмолинская область", ...rows].join("\r\n");
const bytes = (text: string, encoding = "utf-8") => iconv.encode(text, encoding);
const reasons = (read: ReturnType<typeof readFile>) =>
  read.ok ? [] : read.problems.map(({ row, reason }) => `${row} ${reason}`);
const names = (read: ReturnType<typeof readFile>) =>
  read.ok ? read.value.places.map((place) => place.name_ru) : [];

describe("an old spreadsheet", () => {
  const text = kato("2;1;111000000;Кокшетау Г.А.", "3;2;111033100;с.Қызылжұлдыз");
  const expected = ["Акмолинская", "Кокшетау", "Қызылжұлдыз"];

  test.each([
    ["UTF-8", bytes(text), "utf-8"],
    ["UTF-8 with a mark", bytes(`\uFEFF${text}`), "utf-8"],
    ["UTF-16 with a mark", bytes(`\uFEFF${text}`, "utf-16le"), "utf-16"],
    ["UTF-16 without a mark", bytes(text, "utf-16be"), "utf-16"],
    ["KZ-1048", bytes(text, "rk1048"), "kz-1048"],
  ])("is read in %s", (_name, file, encoding) => {
    const read = readFile(file, "kato");
    expect(names(read)).toEqual(expected);
    expect(read.ok && read.value.encoding).toBe(encoding);
  });

  test("in Windows-1251 has lost Kazakh letters: the row with a question mark is refused", () => {
    expect(reasons(readFile(bytes(text, "win1251"), "kato"))).toEqual(["4 question_mark"]);
  });

  test("in Windows-1251 with Russian letters only is read", () => {
    expect(names(readFile(bytes(kato("2;1;111033100;с.Красный Яр"), "win1251"), "kato"))[1]).toBe(
      "Красный Яр",
    );
  });

  test("of mostly good UTF-8 is refused by the row that is not", () => {
    const broken = Buffer.concat([
      bytes(`${text}\r\n4;2;1110331`),
      Buffer.from([0xff, 0xc0]),
      bytes(";с.Яр\r\n"),
    ]);
    expect(reasons(readFile(broken, "kato"))).toEqual(["5 bad_bytes"]);
  });

  test("that is an Excel workbook is named as one", () => {
    expect(reasons(readFile(Buffer.from("PK\u0003\u0004anything"), "kato"))).toEqual(["0 spreadsheet"]);
  });
});

describe("the classifier", () => {
  test.each([
    ["a code that Excel turned into a number", kato("2;1;1.1E+08;с.Яр"), ["3 bad_code"]],
    ["a parent that is nowhere", kato("2;77;111033100;с.Яр"), ["3 unknown_parent"]],
    ["a row without a name", kato("2;1;111033100;"), ["3 no_name"]],
    ["a row with a cell too few", kato("2;1;111033100"), ["3 too_few_cells"]],
    ["a name like a formula", kato("2;1;111033100;=HYPERLINK(1)"), ["3 bad_letters"]],
    ["other columns", "a;b\n1;2", ["1 columns"]],
    ["nothing but a header", "id;parent_id;code;name\n", ["0 empty"]],
    ["an open quotation mark", kato('2;1;111033100;"с.Яр', "3;1;111033200;с.Бор"), ["3 unclosed_quote"]],
    ["an endless line", kato(`2;1;111033100;${"а".repeat(20_000)}`), ["3 line_too_long"]],
    ["a long name", kato(`2;1;111033100;${"а".repeat(200)}`), ["3 name_too_long"]],
  ])("with %s is refused by that row", (_name, text, expected) => {
    expect(reasons(readFile(bytes(text), "kato"))).toEqual(expected);
  });

  test("tells every bad row at once", () => {
    const file = kato("2;1;1;с.Яр", "3;1;111033100;с.?", "4;99;111033300;с.Бор");
    expect(reasons(readFile(bytes(file), "kato"))).toEqual([
      "3 bad_code",
      "4 question_mark",
      "5 unknown_parent",
    ]);
  });

  test("in the office's own form gives Kazakh names and finds parents by their digits", () => {
    const file = [
      "te,ab,cd,ef,hij,k,kaz_name,rus_name,nn",
      "110000000,11,00,00,000,0,Ақмола облысы,Акмолинская область,1",
      "115600000,11,56,00,000,0,Зеренді ауданы,Зерендинский район,2",
      "115630100,11,56,30,100,0,Зеренді ауылы,с.Зеренда,3",
    ].join("\n");
    const read = readFile(bytes(file), "kato");
    expect(
      read.ok && read.value.places.map(({ parent_code, name_kk, kind }) => [parent_code, name_kk, kind]),
    ).toEqual([
      ["000000000", "Ақмола", "region"],
      ["110000000", "Зеренді", "district"],
      ["115600000", "Зеренді", "village"],
    ]);
  });

  test("mends letters that a wrong encoding or a wrong keyboard left in names", () => {
    const read = readFile(bytes(kato('2;1;111033100;с."Ќўрылысшы"', "3;1;111033300;с.Aршалы")), "kato");
    expect(names(read)).toEqual(["Акмолинская", '"Құрылысшы"', "Аршалы"]);
    expect(read.ok && read.value.mended).toBe(2);
  });
});

test.each([
  ["г.Кокшетау", "city", "Кокшетау"],
  ["п.Бурабай", "town", "Бурабай"],
  ["с. Шалгай", "village", "Шалгай"],
  ["Заречное с.", "village", "Заречное"],
  ["Аккольский район", "district", "Аккольский"],
  ["район Биржан сал", "district", "Биржан сал"],
  ["Район Шал акына", "district", "Шал акына"],
  ["область Абай", "region", "Абай"],
  ["Кокшетау Г.А.", "city_area", "Кокшетау"],
  ["Щучинская г.а.", "city_okrug", "Щучинская"],
  ["Боровская п.а.", "town_okrug", "Боровская"],
  ["Карабулакская с.а.", "rural_okrug", "Карабулакская"],
  ["с.о. Жибек жолы", "rural_okrug", "Жибек жолы"],
  ["с.о.им.Канай би", "rural_okrug", "им.Канай би"],
  ["Аксуатский с.о", "rural_okrug", "Аксуатский"],
  ["ст.Анар", "station", "Анар"],
  ["рзд.41", "siding", "рзд.41"],
  ["зимовка Кокшетау", "camp", "зимовка Кокшетау"],
  ["Дом чабана 3", "farm", "Дом чабана 3"],
  ["Подстанция", "other", "Подстанция"],
])("«%s» is of the kind %s and called «%s»", (text, kind, name) => {
  expect(readRussianName(text)).toEqual({ kind, name });
});

test.each([
  ["Зеренді ауданы", "Зеренді"],
  ["Көкшетау Қ.Ә.", "Көкшетау"],
  ["Красный Яр а.", "Красный Яр"],
  ["Жібек жолы ауылдық округі", "Жібек жолы"],
  ["Ақкөл қ.", "Ақкөл"],
])("«%s» is called «%s» in Kazakh", (text, name) => {
  expect(readKazakhName(text)).toBe(name);
});

describe("our own table", () => {
  const header = "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude";
  const table = (...rows: string[]) => bytes([header, ...rows].join("\n"));

  test("gives names, coordinates and nothing for empty cells", () => {
    const read = readFile(
      table('117020100,117020000,settlement,city,Щучинск,,Shchuchinsk,"52,93",70.2'),
      "csv",
    );
    expect(read.ok && read.value.places[0]).toEqual({
      row: 2,
      code: "117020100",
      parent_code: "117020000",
      kind: "city",
      name_kk: "Щучинск",
      name_en: "Shchuchinsk",
      latitude: 52.93,
      longitude: 70.2,
    });
  });

  test.each([
    ["an unknown kind", "117020100,117020000,,hamlet,А,,,,", ["2 unknown_kind"]],
    ["a level that does not fit", "117020100,117020000,region,city,А,,,,", ["2 unknown_kind"]],
    ["a second country", "117020100,117020000,,country,А,,,,", ["2 unknown_kind"]],
    ["half a coordinate", "117020100,117020000,,city,А,,,52.1,", ["2 bad_coordinates"]],
    ["a coordinate off the globe", "117020100,117020000,,city,А,,,92,70", ["2 bad_coordinates"]],
    ["no name at all", "117020100,117020000,,city,,,,,", ["2 no_name"]],
    ["no parent", "117020100,,,city,А,,,,", ["2 unknown_parent"]],
  ])("with %s is refused by that row", (_name, row, expected) => {
    expect(reasons(readFile(table(row), "csv"))).toEqual(expected);
  });
});

describe("a file of boundaries", () => {
  const square = [
    [
      [70, 52],
      [71, 52],
      [71, 53],
      [70, 53],
      [70, 52],
    ],
  ];
  const collection = (...features: object[]) =>
    bytes(JSON.stringify({ type: "FeatureCollection", features }));
  const feature = (code: string, geometry: unknown, more: object = {}) => ({
    type: "Feature",
    properties: { code, ...more },
    geometry,
  });

  test("gives shapes, points and names by code, without heights and without «(қала)»", () => {
    const read = readFile(
      collection(
        feature(
          "117000000",
          { type: "Polygon", coordinates: square },
          { name_kk: "Бурабай", ISO_3166_2: "KZ-X" },
        ),
        feature("710000000", { type: "Point", coordinates: [71.4, 51.1, 350] }, { name_kk: "Астана (қала)" }),
      ),
      "geojson",
    );
    expect(read.ok && [read.value.places, read.value.boundaries]).toEqual([
      [
        { row: 1, code: "117000000", name_kk: "Бурабай", iso: "KZ-X" },
        { row: 2, code: "710000000", name_kk: "Астана", latitude: 51.1, longitude: 71.4 },
      ],
      [{ code: "117000000", geometry: { type: "Polygon", coordinates: square } }],
    ]);
  });

  test.each([
    ["that is no JSON", bytes("{"), ["0 not_json"]],
    ["nested without end", bytes("[".repeat(100_000)), ["0 not_json"]],
    ["without features", bytes('{"type":"FeatureCollection","features":[]}'), ["0 no_features"]],
    [
      "with a line for a border",
      collection(feature("117000000", { type: "LineString", coordinates: [] })),
      ["1 bad_geometry"],
    ],
    [
      "with text for a number",
      collection(feature("117000000", { type: "Polygon", coordinates: [["x"]] })),
      ["1 bad_geometry"],
    ],
    ["with a code too short", collection(feature("117", null)), ["1 bad_code"]],
    [
      "with a lost letter",
      collection(feature("117000000", null, { name_kk: "Бура?ай" })),
      ["1 question_mark"],
    ],
  ])("%s is refused", (_name, file, expected) => {
    expect(reasons(readFile(file, "geojson"))).toEqual(expected);
  });
});
