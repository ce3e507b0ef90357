import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isDay, problemsOf, profileFrom, shownText, slugFor, welcomesAge } from "./rules.ts";

const today = "2026-11-22";
const good = profileFrom({
  name: { kk: "Көкшетау волонтерлік хабы", ru: "Волонтёрский хаб Кокшетау", en: "Kokshetau Volunteer Hub" },
  city_code: "111010000",
  area: ["110000000"],
  opened_on: "2025-10-24",
  email: "hub@example.org",
  phone: "+77162250000",
});

test("a hub filled in well has nothing to correct", () => {
  expect(problemsOf(good, today)).toEqual({});
});

test("a hub nobody filled in is told about each thing that is missing", () => {
  expect(problemsOf(profileFrom({}), today)).toEqual({
    name_kk: "name_missing",
    name_ru: "name_missing",
    name_en: "name_missing",
    city_code: "city_missing",
    area: "area_missing",
    opened_on: "date_wrong",
  });
});

test("a consent age stays between 14 and 18, whatever is typed", () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -5, max: 130 }), fc.constant(Number.NaN), fc.double()), (age) => {
      const problem = problemsOf({ ...good, consent_age: age }, today)["consent_age"];
      const fine = Number.isInteger(age) && age >= 14 && age <= 18;
      expect(problem === undefined).toBe(fine);
    }),
  );
});

test("ages that pass always leave somebody to welcome, and nobody outside them", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: 110 }), (low, high) => {
      const hub = { ...good, lowest_age: low, highest_age: high };
      const problems = problemsOf(hub, today);
      if (problems["lowest_age"] || problems["highest_age"]) return;
      expect(welcomesAge(hub, low) && welcomesAge(hub, high)).toBe(true);
      expect(welcomesAge(hub, low - 1) || welcomesAge(hub, high + 1)).toBe(false);
    }),
  );
});

test("the highest age may not be below the lowest", () => {
  expect(problemsOf({ ...good, lowest_age: 20, highest_age: 18 }, today)).toEqual({
    highest_age: "ages_reversed",
  });
});

test.each([
  ["2026-02-30", "date_wrong"],
  ["2019-12-31", "date_too_far"],
  ["2027-11-22", undefined],
  ["2027-11-23", "date_too_far"],
])("an opening day %s is answered with %s", (day, reason) => {
  expect(problemsOf({ ...good, opened_on: day }, today)["opened_on"]).toBe(reason);
});

test("a day is one that stands in the calendar", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
      (date) => {
        expect(isDay(date.toISOString().slice(0, 10))).toBe(true);
      },
    ),
  );
  expect(isDay("2025-02-29")).toBe(false);
  expect(isDay("2025-13-01")).toBe(false);
});

test.each([
  ["aizhan@", "email_wrong"],
  ["two words@example.org", "email_wrong"],
  ["hub@localhost", "email_wrong"],
  ["hub@example.org?cc=x%40evil.example", "email_wrong"],
  ["hub&cc=evil.example@example.org", "email_wrong"],
  ["hub@mail.example.org", undefined],
  ["", undefined],
])("the mail address “%s” is answered with %s", (email, reason) => {
  expect(problemsOf({ ...good, email }, today)["email"]).toBe(reason);
});

test("a partner needs a name in one language, and a page shows that one where its own is missing", () => {
  const nameless = { kk: "", ru: "", en: "" };
  const one = { kk: "", ru: "Областная библиотека", en: "" };
  expect(problemsOf({ ...good, partners: [one, nameless] }, today)).toEqual({
    partner_2_kk: "partner_nameless",
  });
  expect(shownText(one, "en")).toEqual({ text: "Областная библиотека", lang: "ru" });
});

test.each([
  ["Kokshetau Volunteer Hub", "kokshetau"],
  ["UNICEF Volunteer Hub of Öskemen", "oskemen"],
  ["Hub", "hub-2"],
  ["New", "new-2"],
  ["7", "hub-2"],
])("a hub called “%s” has the address %s", (name, slug) => {
  expect(slugFor(name, () => false)).toBe(slug);
});

test("every name gives an address that the database takes and that nobody has yet", () => {
  const used = new Set(["kokshetau"]);
  expect(slugFor("Kokshetau Hub", (slug) => used.has(slug))).toBe("kokshetau-2");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
      expect(slugFor(name, (slug) => used.has(slug))).toMatch(/^[a-z][a-z0-9-]{1,40}$/);
    }),
  );
});
