import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateFromParts, partsFromDate, partsOf } from "./date-parts.ts";

describe("a date by its parts", () => {
  test("someone born on the seventh of March writes it without zeros", () => {
    expect(dateFromParts({ day: "7", month: "3", year: "2009" })).toBe("2009-03-07");
  });

  test("nobody is born on the thirtieth of February", () => {
    expect(dateFromParts({ day: "30", month: "2", year: "2008" })).toBeUndefined();
    expect(dateFromParts({ day: "29", month: "2", year: "2008" })).toBe("2008-02-29");
    expect(dateFromParts({ day: "29", month: "2", year: "2009" })).toBeUndefined();
  });

  test("whoever leaves a part out or writes words has not given a day", () => {
    expect(dateFromParts({ day: "", month: "3", year: "2009" })).toBeUndefined();
    expect(dateFromParts({ day: "жеті", month: "3", year: "2009" })).toBeUndefined();
    expect(dateFromParts({ day: "7", month: "3", year: "09" })).toBeUndefined();
    expect(dateFromParts({ day: "0", month: "0", year: "2009" })).toBeUndefined();
  });

  test("spaces around a part are forgiven, a part sent twice is not a part", () => {
    expect(partsOf({ birth_day: " 7 ", birth_month: "3", birth_year: ["2009", "2010"] }, "birth")).toEqual({
      day: "7",
      month: "3",
      year: "",
    });
  });

  test("every stored day comes back through its parts", () => {
    const days = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(dateFromParts(partsFromDate(iso))).toBe(iso);
      }),
    );
  });
});
