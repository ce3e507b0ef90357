import { assert, constantFrom, integer, property, record, array, boolean, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  askedOf,
  endsOn,
  purposes,
  standing,
  type Standing,
  whoMustAgree,
  worst,
} from "./standing.ts";

const day = "2026-11-22";
const anyPurpose = constantFrom(...purposes);
const anySubject = record({ age: integer({ min: 6, max: 40 }), consent_age: integer({ min: 14, max: 18 }) });
const anyAnswer = record({
  purpose: anyPurpose,
  answer: constantFrom("agreed" as const, "refused" as const),
  given_by: constantFrom("guardian" as const, "person" as const),
  ends_on: constantFrom("2026-11-21", day, "2026-11-23", "2030-01-01"),
  withdrawn: boolean(),
});
const anyLedger = array(anyAnswer, { maxLength: 12 }).map((rows) =>
  rows.map((row, order): Answer => ({ ...row, order })),
);
const agreed = (given: Partial<Answer>): Answer => ({
  purpose: "data",
  answer: "agreed",
  given_by: "guardian",
  order: 1,
  ends_on: "2030-01-01",
  withdrawn: false,
  ...given,
});
const fifteen = { age: 15, consent_age: 16 };

describe("where consent stands", () => {
  test("below the consent age nothing is allowed that no guardian agreed to, whatever the person says", () => {
    assert(
      property(anyLedger, anyPurpose, anySubject, (ledger, purpose, subject) => {
        const own = ledger.filter((row) => row.given_by === "person");
        const child = subject.age < subject.consent_age && subject.age < 18;
        expect(child && standing(own, purpose, subject, day) === "agreed").toBe(false);
      }),
    );
  });

  test("it is agreed exactly where each needed last word is a yes that is neither over nor withdrawn", () => {
    assert(
      property(anyLedger, anyPurpose, anySubject, (ledger, purpose, subject) => {
        const last = (by: Answer["given_by"]) =>
          ledger.findLast((row) => row.purpose === purpose && row.given_by === by);
        const yes = (row: Answer | undefined) =>
          row?.answer === "agreed" && !row.withdrawn && row.ends_on > day;
        const words = whoMustAgree(purpose, subject).map((by) => last(by));
        const alone = whoMustAgree(purpose, subject).join() === "person" && subject.age < 18;
        const fromBefore = alone && !last("person") && yes(last("guardian"));
        expect(standing(ledger, purpose, subject, day) === "agreed").toBe(words.every(yes) || fromBefore);
      }),
    );
  });

  test("no order of rows in hand changes it: the last answer is the one that was given last", () => {
    const shuffled = tuple(anyLedger, integer()).map(
      ([ledger, seed]) =>
        [
          ledger,
          ledger.toSorted((a, b) => ((a.order * 7919 + seed) % 13) - ((b.order * 7919 + seed) % 13)),
        ] as const,
    );
    assert(
      property(shuffled, anyPurpose, anySubject, ([ledger, other], purpose, subject) => {
        expect(standing(other, purpose, subject, day)).toBe(standing(ledger, purpose, subject, day));
      }),
    );
  });

  test("an answer about one purpose says nothing about another", () => {
    assert(
      property(anyLedger, anyPurpose, anySubject, (ledger, purpose, subject) => {
        const about = ledger.filter((row) => row.purpose === purpose);
        expect(standing(about, purpose, subject, day)).toBe(standing(ledger, purpose, subject, day));
      }),
    );
  });

  const reasons: [string, Answer[], Standing][] = [
    ["nobody has said anything", [], "missing"],
    ["a guardian agreed", [agreed({})], "agreed"],
    ["the young person agreed alone", [agreed({ given_by: "person" })], "missing"],
    ["a guardian agreed and then refused", [agreed({}), agreed({ order: 2, answer: "refused" })], "refused"],
    ["a guardian refused and then agreed", [agreed({ answer: "refused" }), agreed({ order: 2 })], "agreed"],
    ["a guardian withdrew", [agreed({ withdrawn: true })], "withdrawn"],
    ["the last day is today's yesterday", [agreed({ ends_on: day })], "ended"],
    ["tomorrow is the first day it does not stand", [agreed({ ends_on: "2026-11-23" })], "agreed"],
  ];
  test.each(reasons)("of a child of fifteen when %s", (_when, ledger, stands) => {
    expect(standing(ledger, "data", fifteen, day)).toBe(stands);
  });

  test("of pictures of a minor needs both, and the worse of the two words is told", () => {
    const photo = (given: Partial<Answer>) => agreed({ purpose: "photo", ...given });
    const both = [photo({}), photo({ given_by: "person", order: 2 })];
    const seventeen = { age: 17, consent_age: 16 };
    expect(standing(both, "photo", seventeen, day)).toBe("agreed");
    expect(standing(both.slice(0, 1), "photo", seventeen, day)).toBe("missing");
    expect(standing(both.slice(1), "photo", seventeen, day)).toBe("missing");
    expect(standing([photo({ answer: "refused" })], "photo", seventeen, day)).toBe("refused");
  });

  test("between the consent age and 18 rests on the guardian until the person speaks, and at 18 on nobody else", () => {
    const before = [agreed({})];
    expect(standing(before, "data", { age: 17, consent_age: 16 }, day)).toBe("agreed");
    const spoken = [...before, agreed({ order: 2, given_by: "person", withdrawn: true })];
    expect(standing(spoken, "data", { age: 17, consent_age: 16 }, day)).toBe("withdrawn");
    expect(standing(before, "data", { age: 18, consent_age: 16 }, day)).toBe("missing");
  });

  test("is missing where nobody is asked at all", () => {
    expect(worst([])).toBe("missing");
  });
});

test("a guardian is asked everything below the consent age, journeys and pictures until 18, and then nothing", () => {
  expect(askedOf("guardian", fifteen)).toEqual([...purposes]);
  expect(askedOf("person", fifteen)).toEqual(["photo"]);
  expect(askedOf("guardian", { age: 17, consent_age: 16 })).toEqual(["photo", "travel", "overnight"]);
  expect(askedOf("guardian", { age: 18, consent_age: 18 })).toEqual([]);
  expect(askedOf("person", { age: 18, consent_age: 18 })).toEqual([...purposes]);
  expect(askedOf("guardian", { age: 16, consent_age: 16 })).toEqual(["photo", "travel", "overnight"]);
  expect(askedOf("guardian", { age: 15, consent_age: 16 })).toEqual([...purposes]);
});

describe("the first day an answer does not stand", () => {
  const terms: [string, Parameters<typeof endsOn>, string][] = [
    ["after two years", [{ on: day, by: "guardian", term_months: 24 }, "2014-05-05"], "2028-11-22"],
    ["at 18 for a guardian's", [{ on: day, by: "guardian", term_months: 24 }, "2009-03-07"], "2027-03-07"],
    ["not at 18 for one's own", [{ on: day, by: "person", term_months: 24 }, "2009-03-07"], "2028-11-22"],
    [
      "on 1 March for whoever was born on a 29 February",
      [{ on: "2025-06-01", by: "guardian", term_months: 24 }, "2008-02-29"],
      "2026-03-01",
    ],
    [
      "on a month's last day",
      [{ on: "2027-08-31", by: "person", term_months: 6 }, "2000-01-01"],
      "2028-02-29",
    ],
    [
      "on a common year's last",
      [{ on: "2026-08-31", by: "person", term_months: 6 }, "2000-01-01"],
      "2027-02-28",
    ],
  ];
  test.each(terms)("is %s", (_what, given, ends) => {
    expect(endsOn(...given)).toBe(ends);
  });

  const anyDay = tuple(integer({ min: 2000, max: 2040 }), integer({ min: 0, max: 364 })).map(([year, days]) =>
    new Date(Date.UTC(year, 0, 1 + days)).toISOString().slice(0, 10),
  );

  test("never comes before it was given nor later than its term, and never outlives childhood", () => {
    assert(
      property(anyDay, integer({ min: 1, max: 60 }), integer({ min: 0, max: 17 }), (on, term_months, age) => {
        const born = `${Number(on.slice(0, 4)) - age}${on.slice(4) === "-02-29" ? "-02-28" : on.slice(4)}`;
        const theirs = endsOn({ on, by: "guardian", term_months }, born);
        const own = endsOn({ on, by: "person", term_months }, born);
        expect(theirs > on && theirs <= own).toBe(true);
        expect(Number(theirs.slice(0, 4)) - Number(born.slice(0, 4))).toBeLessThanOrEqual(18);
      }),
    );
  });
});
