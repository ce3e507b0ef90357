import { assert, constantFrom, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import {
  codesAbove,
  isAdjective,
  isRural,
  kinds,
  languages,
  levelOf,
  shownName,
  takesTooMuch,
} from "./rules.ts";

const code = nat({ max: 999_999_999 }).map((number) => String(number).padStart(9, "0"));

test("every kind of place has a level, and only what lies above villages is found at other levels than theirs", () => {
  assert(
    property(code, constantFrom(...kinds), (code, kind) => {
      const level = levelOf(code, kind);
      expect(["country", "region", "district", "okrug", "settlement"]).toContain(level);
      const small = ["town", "village", "station", "siding", "plot", "farm", "camp", "other"].includes(kind);
      expect(!small || level === "settlement").toBe(true);
    }),
  );
});

test("Kokshetau is a settlement, Astana a region, a district of Astana a district, a part of Aktobe neither", () => {
  expect(levelOf("111010000", "city")).toBe("settlement");
  expect(levelOf("710000000", "city")).toBe("region");
  expect(levelOf("711210000", "city_district")).toBe("district");
  expect(levelOf("151011100", "city_district")).toBe("okrug");
  expect(levelOf("111000000", "city_area")).toBe("district");
});

test("village life is everywhere but in cities and towns and what holds them", () => {
  expect(kinds.filter((kind) => !isRural(kind)).sort()).toEqual(
    [
      "city",
      "city_area",
      "city_district",
      "city_okrug",
      "country",
      "district",
      "region",
      "town",
      "town_okrug",
    ].sort(),
  );
});

test("a name is shown in the reader's language where there is one, and always says which language it is in", () => {
  const name = constantFrom("Алғабас", "Алгабас", "Algabas", null);
  assert(
    property(
      record({ name_kk: name, name_ru: name, name_en: name }),
      constantFrom(...languages),
      (names, language) => {
        const shown = shownName(names, language);
        expect(shown.text).toBe(names[`name_${shown.lang}`] ?? "");
        expect(!names[`name_${language}`] || shown.lang === language).toBe(true);
      },
    ),
  );
});

test("«Зерендинский» stands before its noun, «Биржан сал» after it", () => {
  for (const name of ["Зерендинский", "Акмолинская", "Донской", "Береговой", "Заводская", "Лесной"])
    expect(isAdjective(name)).toBe(true);
  for (const name of ["Биржан сал", "Абай", "Алтай", "Караой", "Шал акына", "Жетісу", "Самар"])
    expect(isAdjective(name)).toBe(false);
});

test("a place could hang from what its own digits name, nearest first", () => {
  expect(codesAbove("113657200")).toEqual(["113657000", "113600000", "110000000"]);
  expect(codesAbove("110000000")).toEqual([]);
});

test("a few missing places are a change of the register, many look like half a file", () => {
  expect(takesTooMuch(20, 40)).toBe(false);
  expect(takesTooMuch(90, 900)).toBe(false);
  expect(takesTooMuch(91, 900)).toBe(true);
});
