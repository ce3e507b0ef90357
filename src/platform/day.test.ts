import { assert, constantFrom, date, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, isDay, isLeap, monthsAfter } from "./day.ts";

const utc = (moment: Date) => moment.toISOString().slice(0, 10);
const anyMoment = date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
const anyDay = anyMoment.map(utc);

describe("the calendar day of a moment", () => {
  test("is that of the zone, whatever the machine's own is", () => {
    assert(property(anyMoment, (moment) => void expect(dayIn("UTC", moment)).toBe(utc(moment))));
  });

  test("in Kazakhstan is five hours ahead since March 2024, and six before that in Almaty and Kokshetau", () => {
    const since = anyMoment.filter((moment) => moment > new Date("2024-02-29T19:00:00Z"));
    const ahead = (moment: Date, hours: number) => utc(new Date(moment.getTime() + hours * 3_600_000));
    assert(property(since, (moment) => void expect(dayIn("Asia/Almaty", moment)).toBe(ahead(moment, 5))));
    const before = date({
      min: new Date("2005-04-01"),
      max: new Date("2024-02-29T17:59:59.999Z"),
      noInvalidDate: true,
    });
    assert(property(before, (moment) => void expect(dayIn("Asia/Almaty", moment)).toBe(ahead(moment, 6))));
  });

  const turns: [string, string, string][] = [
    ["Asia/Almaty", "2024-02-28T17:59:59.999Z", "2024-02-28"],
    ["Asia/Almaty", "2024-02-28T18:00:00Z", "2024-02-29"],
    // At midnight the clocks went back an hour: 29 February lasted 25 hours.
    ["Asia/Almaty", "2024-02-29T18:00:00Z", "2024-02-29"],
    ["Asia/Almaty", "2024-02-29T18:59:59.999Z", "2024-02-29"],
    ["Asia/Almaty", "2024-02-29T19:00:00Z", "2024-03-01"],
    ["Asia/Aqtau", "2024-02-29T18:59:59.999Z", "2024-02-29"],
    ["Asia/Aqtau", "2024-02-29T19:00:00Z", "2024-03-01"],
    ["UTC", "0099-06-01T00:00:00Z", "0099-06-01"],
  ];
  test.each(turns)("in %s at %s is %s", (zone, moment, day) => {
    expect(dayIn(zone, new Date(moment))).toBe(day);
  });

  test("never goes back while time goes on, even where clocks do", () => {
    const zones = constantFrom("Asia/Almaty", "Asia/Aqtau", "Europe/Berlin");
    assert(
      property(zones, anyMoment, integer({ min: 0, max: 90_000_000 }), (zone, moment, later) => {
        expect(dayIn(zone, moment) <= dayIn(zone, new Date(moment.getTime() + later))).toBe(true);
      }),
    );
  });
});

describe("a day of the calendar", () => {
  test("is every day there is", () => {
    assert(property(anyDay, (day) => void expect(isDay(day)).toBe(true)));
  });

  const none = ["", "soon", "2026-2-1", "2026-02-29", "2026-02-30", "2026-04-31", "2026-00-10", "2026-13-01"];
  const neither = ["2026-01-00", "2026-01-32", "12026-01-01", "2026-01-011", "2100-02-29", "2026-06-31"];
  const nor = ["2026-09-31", "2026-11-31", "x2026-01-01", "2026-01-01\n"];
  test.each([...none, ...neither, ...nor])("is not %j", (text) => {
    expect(isDay(text)).toBe(false);
  });

  test.each([
    [2024, true],
    [2026, false],
    [2000, true],
    [2100, false],
  ])("the year %i has a 29 February: %s", (year, leap) => {
    expect(isLeap(year)).toBe(leap);
    expect(isDay(`${year}-02-29`)).toBe(leap);
  });
});

describe("some months on", () => {
  test("a day is the same date of that month, or its last day", () => {
    assert(
      property(anyDay, integer({ min: 0, max: 120 }), (day, months) => {
        const later = monthsAfter(day, months);
        expect(isDay(later)).toBe(true);
        const index = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        expect(index(later) - index(day)).toBe(months);
        if (later.slice(8) === day.slice(8)) return;
        expect(later.slice(8) < day.slice(8)).toBe(true);
        expect(utc(new Date(Date.parse(`${later}T00:00:00Z`) + 86_400_000)).slice(8)).toBe("01");
      }),
    );
  });

  test.each([
    ["2026-11-22", 12, "2027-11-22"],
    ["2026-12-31", 1, "2027-01-31"],
    ["2026-12-31", 0, "2026-12-31"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2026-08-31", 1, "2026-09-30"],
  ])("%s and %i months make %s", (day, months, later) => {
    expect(monthsAfter(day, months)).toBe(later);
  });
});
