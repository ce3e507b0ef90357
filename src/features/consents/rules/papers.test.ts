import { assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { paperCodeFrom, readPaperCode, spokenCode } from "./paper-code.ts";
import {
  confirmProblem,
  fieldOf,
  isOvertaken,
  linesOn,
  mayRecord,
  mayVoid,
  paperStates,
  signedProblem,
} from "./papers.ts";
import { purposes } from "./standing.ts";

describe("the code of a paper", () => {
  test("is nine digits, and is read with anything people put between them", () => {
    const code = paperCodeFrom(41_290_533);
    expect(code).toBe("412905339");
    expect(paperCodeFrom(7)).toMatch(/^00000007\d$/);
    expect(paperCodeFrom(541_290_533)).toBe(code);
    expect(spokenCode(code)).toBe("412 905 339");
    for (const typed of ["412 905 339", "412-905-339", "412.905.339", " 412–905—339 ", "４１２９０５３３９"])
      expect(readPaperCode(typed)).toBe(code);
    for (const typed of ["", "41290533", "4129053390", "a412905339", "412905339a", "412905338"])
      expect(readPaperCode(typed)).toBeUndefined();
  });

  test("tells every wrong digit and every two that changed places", () => {
    const digit = integer({ min: 0, max: 9 });
    const place = integer({ min: 0, max: 8 });
    assert(
      property(integer({ min: 0, max: 99_999_999 }), place, digit, (random, at, other) => {
        const code = paperCodeFrom(random);
        const slip = code.slice(0, at) + String(other) + code.slice(at + 1);
        expect(readPaperCode(slip)).toBe(slip === code ? code : undefined);
        const [one = "", two = ""] = [code[at], code[at + 1]];
        const turned = code.slice(0, at) + two + one + code.slice(at + 2);
        expect(readPaperCode(turned)).toBe(turned === code ? code : undefined);
      }),
    );
  });
});

test("a paper asks a guardian what is theirs at that age, and the young person's own word on photos", () => {
  const young = linesOn(purposes, { age: 15, consent_age: 16 }).map(fieldOf);
  expect(young).toEqual([
    "guardian_data",
    "guardian_photo",
    "guardian_travel",
    "guardian_overnight",
    "guardian_badge",
    "guardian_messenger",
    "person_photo",
  ]);
  const older = linesOn(purposes, { age: 17, consent_age: 16 }).map(fieldOf);
  expect(older).toEqual(["guardian_photo", "guardian_travel", "guardian_overnight", "person_photo"]);
  expect(linesOn(["data"], { age: 15, consent_age: 16 })).toEqual([
    { purpose: "data", given_by: "guardian" },
  ]);
  expect(linesOn(purposes, { age: 18, consent_age: 16 })).toEqual([]);
});

test("what is confirmed or void is neither recorded nor made void any more", () => {
  const open = ["printed", "recorded", "returned"];
  expect(paperStates.filter(mayRecord)).toEqual(open);
  expect(paperStates.filter(mayVoid)).toEqual(open);
});

test("a paper is signed on the day it was printed at the earliest and today at the latest", () => {
  const days = { printed: "2026-11-20", today: "2026-11-22" };
  expect(signedProblem(undefined, days)).toBe("missing");
  expect(signedProblem("2026-11-19", days)).toBe("before_printing");
  expect(signedProblem("2026-11-20", days)).toBeNull();
  expect(signedProblem("2026-11-22", days)).toBeNull();
  expect(signedProblem("2026-11-23", days)).toBe("in_future");
});

test("a paper is confirmed by a second pair of eyes, against its scan, while a guardian still answers", () => {
  const seen = {
    state: "recorded",
    has_scan: true,
    recorded_by_them: false,
    about_them: false,
    is_guardian: false,
    age: 17,
  } as const;
  expect(confirmProblem(seen)).toBeNull();
  for (const state of paperStates.filter((each) => each !== "recorded"))
    expect(confirmProblem({ ...seen, state })).toBe("not_recorded");
  expect(confirmProblem({ ...seen, about_them: true })).toBe("own_paper");
  expect(confirmProblem({ ...seen, recorded_by_them: true })).toBe("own_record");
  expect(confirmProblem({ ...seen, is_guardian: true })).toBe("guardian");
  expect(confirmProblem({ ...seen, age: 18 })).toBe("grown");
  expect(confirmProblem({ ...seen, has_scan: false })).toBe("no_scan");
});

test("a paper never undoes what the same giver said later, nor a no of the same day", () => {
  const yes = { answer: "agreed", signed_on: "2026-11-20" } as const;
  const no = { answer: "refused", signed_on: "2026-11-20" } as const;
  expect(isOvertaken(yes, undefined)).toBe(false);
  for (const paper of [yes, no]) {
    expect(isOvertaken(paper, { day: "2026-11-19", standing: false })).toBe(false);
    expect(isOvertaken(paper, { day: "2026-11-21", standing: true })).toBe(true);
  }
  expect(isOvertaken(yes, { day: "2026-11-20", standing: false })).toBe(true);
  expect(isOvertaken(yes, { day: "2026-11-20", standing: true })).toBe(false);
  expect(isOvertaken(no, { day: "2026-11-20", standing: false })).toBe(false);
});
