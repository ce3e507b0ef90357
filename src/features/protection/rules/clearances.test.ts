import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Clearance,
  clearedOn,
  documents,
  endOf,
  kinds,
  lastDayOf,
  lettersDue,
  recordedKinds,
  recordProblem,
  stateOf,
} from "./clearances.ts";

const day = "2026-11-22";
const clearance = (given: Partial<Clearance> = {}): Clearance => ({
  kind: "background_check",
  valid_from: "2026-01-01",
  ends_on: "2027-01-01",
  withdrawn: false,
  ...given,
});
const days = ["2026-11-21", day, "2026-11-23", "2026-12-22", "2026-12-23"];
const anyClearance = record({
  kind: constantFrom(...kinds),
  valid_from: constantFrom(...days),
  ends_on: constantFrom(...days),
  withdrawn: boolean(),
});

describe("cleared on a day", () => {
  test("is exactly an adult with something of each kind that has begun, is not over and was not withdrawn", () => {
    assert(
      property(array(anyClearance), integer({ min: 14, max: 60 }), (rows, age) => {
        const { valid, missing } = clearedOn({ age }, rows, day);
        for (const kind of kinds) {
          const stands = rows.some(
            (row) => row.kind === kind && row.valid_from <= day && row.ends_on > day && !row.withdrawn,
          );
          expect(valid.includes(kind)).toBe(stands && age > 17);
          expect(missing.includes(kind)).toBe(!valid.includes(kind));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("is nobody below 18, nor anybody whose age is not known", () => {
    const all = kinds.map((kind) => clearance({ kind }));
    expect(clearedOn({ age: 17 }, all, day)).toEqual({ valid: [], missing: [...kinds] });
    expect(clearedOn({ age: NaN }, all, day)).toEqual({ valid: [], missing: [...kinds] });
    expect(clearedOn({ age: 18 }, all, day)).toEqual({ valid: [...kinds], missing: [] });
  });
});

describe("where a kind stands", () => {
  const states: [string, Clearance[], object][] = [
    ["nothing", [], { state: "missing" }],
    ["something of another kind", [clearance({ kind: "code_of_conduct" })], { state: "missing" }],
    ["a long time", [clearance()], { state: "valid", ends_on: "2027-01-01" }],
    ["31 days", [clearance({ ends_on: "2026-12-23" })], { state: "valid", ends_on: "2026-12-23" }],
    ["30 days", [clearance({ ends_on: "2026-12-22" })], { state: "soon", ends_on: "2026-12-22" }],
    ["its last day", [clearance({ ends_on: "2026-11-23" })], { state: "soon", ends_on: "2026-11-23" }],
    ["its first day over", [clearance({ ends_on: day })], { state: "ended", ends_on: day }],
    ["one withdrawn", [clearance({ withdrawn: true })], { state: "withdrawn" }],
    ["not begun", [clearance({ valid_from: "2026-11-23" })], { state: "missing" }],
    [
      "an old one and a new one",
      [clearance(), clearance({ ends_on: "2026-12-01" })],
      { state: "valid", ends_on: "2027-01-01" },
    ],
    [
      "one over and one withdrawn",
      [clearance({ ends_on: "2026-10-01" }), clearance({ withdrawn: true })],
      { state: "ended", ends_on: "2026-10-01" },
    ],
    [
      "two that are over",
      [clearance({ ends_on: "2026-10-01" }), clearance({ ends_on: "2026-09-01" })],
      { state: "ended", ends_on: "2026-10-01" },
    ],
    [
      "one withdrawn whose term is over as well",
      [clearance({ ends_on: "2026-10-01", withdrawn: true })],
      { state: "withdrawn" },
    ],
  ];
  test.each(states)("with %s is told", (_what, rows, state) => {
    expect(stateOf(rows, "background_check", day)).toEqual(state);
  });
});

test("the last day is the one before it does not stand any more", () => {
  expect(["2026-03-01", "2028-03-01", "2027-01-01"].map(lastDayOf)).toEqual([
    "2026-02-28",
    "2028-02-29",
    "2026-12-31",
  ]);
});

test("letters are due thirty and seven days before the end", () => {
  const due = (today: string) => lettersDue("2026-12-31", today);
  expect([
    due("2026-11-30"),
    due("2026-12-01"),
    due("2026-12-23"),
    due("2026-12-24"),
    due("2027-01-05"),
  ]).toEqual([0, 1, 1, 2, 2]);
});

describe("a record", () => {
  test("lasts a year for checks and the code, two for training", () => {
    expect(kinds.map((kind) => endOf(kind, day))).toEqual(["2027-11-22", "2027-11-22", "2028-11-22"]);
  });

  test("names a document of its own kind, and no other", () => {
    const all = Object.values(documents).flat();
    for (const kind of recordedKinds)
      for (const document of all) {
        const fits = documents[kind].some((each) => each === document);
        expect(recordProblem({ kind, document, from: day }, day)).toBe(fits ? null : "wrong_document");
      }
  });

  test("is of today or of a day still valid, never of one to come", () => {
    const problem = (from: string) =>
      recordProblem({ kind: "background_check", document: "egov_certificate", from }, day);
    expect([problem("2026-11-23"), problem(day), problem("2025-11-23"), problem("2025-11-22")]).toEqual([
      "in_future",
      null,
      null,
      "too_old",
    ]);
  });
});
