import { assert, constantFrom, date, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ageBands,
  bandsFor,
  answersAgain,
  bornIn,
  decideJoining,
  everyHub,
  firstOpen,
  isOver,
  listedStatuses,
  mayBecome,
  mayShow,
  type Consent,
  statusNow,
  statuses,
  steps,
  traitsOf,
  yearsFrom,
} from "./rules.ts";

const limits = { lowest_age: 14, highest_age: 35, consent_age: 16 };
const anyLimits = record({
  lowest_age: integer({ min: 6, max: 30 }),
  highest_age: integer({ min: 31, max: 99 }),
  consent_age: integer({ min: 14, max: 18 }),
});
const anyAge = integer({ min: 0, max: 120 });

describe("joining at an age", () => {
  test("on the edges of the hub's ages", () => {
    expect([13, 14, 15, 16, 35, 36].map((age) => decideJoining(age, limits))).toEqual([
      { kind: "refused", reason: "too_young" },
      { kind: "waiting_for_consent" },
      { kind: "waiting_for_consent" },
      { kind: "registered" },
      { kind: "registered" },
      { kind: "refused", reason: "too_old" },
    ]);
  });

  test("nobody outside the limits joins, and nobody below the consent age is more than waiting", () => {
    assert(
      property(anyAge, anyLimits, (age, hub) => {
        const { kind } = decideJoining(age, hub);
        const inside = age >= hub.lowest_age && age <= hub.highest_age;
        expect(kind === "refused").toBe(!inside);
        expect(kind === "registered").toBe(inside && age >= hub.consent_age);
      }),
    );
  });
});

describe("statuses", () => {
  const words: Consent[] = ["agreed", "missing", "refused", "withdrawn", "ended"];
  const anyConsent = constantFrom(...words);

  test("below the consent age nobody is more than waiting unless somebody agreed, whatever they were", () => {
    assert(
      property(constantFrom(...statuses), anyAge, anyLimits, anyConsent, (status, age, hub, consent) => {
        const now = statusNow(status, age, hub, consent);
        const denied = consent === "refused" || consent === "withdrawn";
        const mustWait = status !== "left" && (denied || (age < hub.consent_age && consent !== "agreed"));
        expect(mustWait && now !== "waiting_for_consent").toBe(false);
        expect(now === "left").toBe(status === "left");
      }),
    );
  });

  test("only agreement ends waiting, and it makes nobody a volunteer", () => {
    assert(
      property(anyAge, anyLimits, anyConsent, (age, hub, consent) => {
        const now = statusNow("waiting_for_consent", age, hub, consent);
        expect(now).toBe(consent === "agreed" ? "registered" : "waiting_for_consent");
      }),
    );
  });

  test("a volunteer stays one from the very birthday of the consent age on, while nobody says no", () => {
    const now = (age: number, consent: Consent) => statusNow("volunteer", age, limits, consent);
    const waits = "waiting_for_consent";
    expect(words.map((word) => now(15, word))).toEqual(["volunteer", waits, waits, waits, waits]);
    expect(words.map((word) => now(16, word))).toEqual(["volunteer", "volunteer", waits, waits, "volunteer"]);
  });

  test("every way from one status to another is thought of, and there is no other", () => {
    const ways = Object.fromEntries(
      statuses.map((from) => [from, statuses.filter((to) => mayBecome(from, to))]),
    );
    expect(ways).toEqual({
      waiting_for_consent: ["registered", "left"],
      registered: ["waiting_for_consent", "volunteer", "left"],
      volunteer: ["waiting_for_consent", "left"],
      left: ["waiting_for_consent", "registered"],
    });
  });

  test("the only way to become a volunteer is from being registered", () => {
    expect(statuses.filter((from) => mayBecome(from, "volunteer"))).toEqual(["registered"]);
    expect(statuses.filter((each) => mayBecome(each, each))).toEqual([]);
  });
});

describe("screens of joining", () => {
  const name = { surname: "Сейтова", given_name: "Айгүл", birth_date: "2008-03-07" };
  const life = { occupation: "school", occupation_place: "", speaks: ["kk"], wishes: "" };

  test("the first question without an answer comes next", () => {
    expect(firstOpen({}, false)).toBe("name");
    expect(firstOpen(name, true)).toBe("place");
    expect(firstOpen({ ...name, settlement_code: "111010000" }, true)).toBe("life");
    expect(firstOpen({ ...name, settlement_code: "111010000", ...life }, true)).toBe("check");
  });

  test("a screen stays open while any of its answers is missing", () => {
    const told = { ...name, settlement_code: "111010000", ...life };
    for (const field of ["surname", "given_name", "birth_date"] as const)
      expect(firstOpen({ ...told, [field]: undefined }, true)).toBe("name");
    expect(firstOpen({ ...told, occupation: undefined }, true)).toBe("life");
    expect(firstOpen({ ...told, speaks: [] }, true)).toBe("life");
    expect(firstOpen({ ...told, speaks: undefined }, true)).toBe("life");
  });

  test("a birth date that the hub cannot take is asked for again, whatever else is told", () => {
    expect(firstOpen({ ...name, settlement_code: "111010000", ...life }, false)).toBe("name");
  });

  test("what is told may be corrected, what is not asked yet waits its turn", () => {
    expect(steps.filter((step) => mayShow(step, "place"))).toEqual([
      "hub",
      "contact",
      "code",
      "name",
      "place",
    ]);
  });

  test("a form is kept 30 days after its last answer, and a sent one answers again for 15 minutes", () => {
    const changed = new Date("2026-10-23T06:00:00Z");
    expect(isOver(changed, new Date("2026-11-22T05:59:59Z"))).toBe(false);
    expect(isOver(changed, new Date("2026-11-22T06:00:00Z"))).toBe(true);
    const finished = new Date("2026-11-22T06:00:00Z");
    expect(answersAgain(finished, new Date("2026-11-22T06:14:59Z"))).toBe(true);
    expect(answersAgain(finished, new Date("2026-11-22T06:15:00Z"))).toBe(false);
  });
});

test("what lists look for stands in a bit of its own each, and what is left open in none", () => {
  const bits = [...listedStatuses, "kk", "ru", "en", "de", "tr", "uz", "uk", "pl", "ko", "zh", "sign"];
  expect(bits.map((trait) => traitsOf(trait))).toEqual(bits.map((_trait, index) => 2 ** index));
  expect(traitsOf("volunteer", null, "ru")).toBe(2 + 8);
  expect(traitsOf(null)).toBe(0);
  expect(everyHub).toEqual({ kind: "list", id: "every_hub" });
});

test("years are counted to the same day, and to 28 February where there is no 29th", () => {
  expect(yearsFrom("2028-02-29", -18)).toBe("2010-02-28");
  expect(yearsFrom("2028-02-29", 4)).toBe("2032-02-29");
  expect(yearsFrom("2026-11-22", 1)).toBe("2027-11-22");
  expect(yearsFrom("0990-11-22", 1)).toBe("0991-11-22");
});

describe("age bands", () => {
  // Written apart from people's rule on purpose: the oracle counts birthdays, the bands compare days.
  const ageOn = (born: string, day: string) =>
    Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
  const day = (from: string, to: string) =>
    date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((each) =>
      each.toISOString().slice(0, 10),
    );

  test("everybody born by now is in exactly the band of their age, on any day, 29 February included", () => {
    const today = day("2024-01-01", "2032-12-31").map((each) =>
      each.endsWith("-03-01") ? "2028-02-29" : each,
    );
    assert(
      property(today, day("1930-01-01", "2023-12-31"), (today, born) => {
        const age = ageOn(born, today);
        const inside = ageBands.filter((band) => {
          const { first, last } = bornIn(band.name, today);
          return (first === null || born >= first) && born <= last;
        });
        expect(inside.map((band) => band.name)).toEqual(
          ageBands
            .filter((band) => age >= band.from && (band.to === null || age <= band.to))
            .map((b) => b.name),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test("who was born on 29 February comes of age on 1 March, in the list as in the rule", () => {
    expect(bornIn("16-17", "2026-02-28")).toEqual({ first: "2008-02-29", last: "2010-02-28" });
    expect(bornIn("18-24", "2026-03-01").last).toBe("2008-03-01");
  });
});

test("a hub of 14 to 35 offers no ages it does not take, but keeps the one that was asked for", () => {
  const names = (...given: Parameters<typeof bandsFor>) => bandsFor(...given).map(({ name }) => name);
  expect(names([limits])).toEqual(["14-15", "16-17", "18-24", "25-35"]);
  expect(names([limits], "over35")).toEqual(["14-15", "16-17", "18-24", "25-35", "over35"]);
  expect(names([limits, { lowest_age: 10, highest_age: 40 }])).toHaveLength(6);
});
