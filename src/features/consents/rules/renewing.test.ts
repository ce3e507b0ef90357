import { expect, test } from "vitest";
import { askedAnew, endingSoon, isSoon, lastDayOf } from "./renewing.ts";
import { agreedUntil, type Answer } from "./standing.ts";

const day = "2026-11-22";
const answer = (given: Partial<Answer> = {}): Answer => ({
  purpose: "data",
  answer: "agreed",
  given_by: "guardian",
  order: 1,
  ends_on: "2026-12-22",
  withdrawn: false,
  ...given,
});

test("the last day is the one before the end, across months and leap years", () => {
  expect(lastDayOf({ ends_on: "2026-12-01" })).toBe("2026-11-30");
  expect(lastDayOf({ ends_on: "2028-03-01" })).toBe("2028-02-29");
});

test("an end is soon thirty days before it and until it is there", () => {
  expect(["2026-12-23", "2026-12-22", "2026-11-23", "2026-11-22"].map((end) => isSoon(end, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("only an agreement that counts is asked for anew: not a no, not what was withdrawn or answered since", () => {
  const counts = answer();
  expect(endingSoon([counts], day)).toEqual([counts]);
  expect(endingSoon([answer({ answer: "refused" })], day)).toEqual([]);
  expect(endingSoon([answer({ withdrawn: true })], day)).toEqual([]);
  expect(endingSoon([answer({ ends_on: "2027-12-22" })], day)).toEqual([]);
  expect(endingSoon([answer(), answer({ order: 2, ends_on: "2028-01-01" })], day)).toEqual([]);
});

test("whoever gave it is asked while it is theirs; at the age of consent and at 18 the person", () => {
  const young = { age: 15, consent_age: 16 };
  const older = { age: 16, consent_age: 16 };
  expect(askedAnew([answer()], answer(), young)).toBe("guardian");
  expect(askedAnew([answer()], answer(), older)).toBe("person");
  expect(askedAnew([], answer({ purpose: "travel" }), older)).toBe("guardian");
  expect(askedAnew([], answer({ purpose: "travel" }), { age: 18, consent_age: 16 })).toBe("person");
  expect(askedAnew([], answer({ given_by: "person" }), older)).toBe("person");
});

test("nobody is asked again who has spoken for themselves, nor a person for what is a guardian's", () => {
  const own = answer({ given_by: "person", order: 2 });
  expect(askedAnew([answer(), own], answer(), { age: 16, consent_age: 16 })).toBeNull();
  expect(askedAnew([own], own, { age: 15, consent_age: 16 })).toBeNull();
});

test("an agreement stands until the first of the words it needs is over, and until no day where it stands not", () => {
  const young = { age: 15, consent_age: 16 };
  const photo = (given: Partial<Answer>) => answer({ purpose: "photo", ...given });
  const both = [
    photo({ ends_on: "2027-05-01" }),
    photo({ given_by: "person", ends_on: "2027-02-01", order: 2 }),
  ];
  expect(agreedUntil(both, "photo", young, day)).toBe("2027-02-01");
  expect(agreedUntil(both.slice(0, 1), "photo", young, day)).toBeNull();
  // At 16 what a guardian said before stands on.
  expect(agreedUntil([answer()], "data", { age: 16, consent_age: 16 }, day)).toBe("2026-12-22");
  expect(agreedUntil([answer()], "data", young, "2026-12-22")).toBeNull();
});
