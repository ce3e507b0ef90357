import { array, assert, constant, constantFrom, integer, oneof, property, record, string } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  askingTags,
  barredTags,
  type Candidate,
  checks,
  dayThatCounts,
  decideBy,
  mayPublish,
  needable,
  type Path,
  paths,
  tags,
  type Task,
  verdictFor,
} from "./tasks.ts";

const anyTask = record({
  tags: array(oneof({ weight: 6, arbitrary: constantFrom(...tags) }, string()), { maxLength: 4 }),
  first_day: constantFrom("2026-12-05", "2024-02-29", "2026-02-29", "", "soon", "2026-13-01"),
  lowest_age: oneof(constant(null), integer({ min: 0, max: 40 })),
});
const anyone = record({
  age: oneof(integer({ min: 5, max: 60 }), constant(NaN)),
  status: constantFrom("registered", "volunteer", "waiting_for_consent", "left", undefined),
  agreed: array(constantFrom(...needable)),
});

const task = (given: Partial<Task> = {}): Task => ({
  tags: [],
  first_day: "2026-12-05",
  lowest_age: null,
  ...given,
});
const somebody = (given: Partial<Candidate> = {}): Candidate => ({
  age: 17,
  status: "volunteer",
  agreed: ["data"],
  ...given,
});

/** The promise, written a second time and in other words. */
function promised({ tags: carried, first_day, lowest_age }: Task, { age, status, agreed }: Candidate) {
  const known = carried.every((tag) =>
    ["victims", "refugees", "emergency", "convicts", "heavy_work", "travel", "overnight"].includes(tag),
  );
  const day = ["2026-12-05", "2024-02-29"].includes(first_day);
  const here = ["registered", "volunteer"].includes(status ?? "");
  const grown = !Number.isNaN(age) && age >= 18;
  const harmless = carried.every((tag) => tag === "travel" || tag === "overnight");
  const old = !Number.isNaN(age) && age >= (lowest_age ?? 0);
  const travels = !carried.includes("travel") || agreed.includes("travel");
  const sleeps = !carried.includes("overnight") || agreed.includes("overnight");
  return known && day && here && (grown || harmless) && old && agreed.includes("data") && travels && sleeps;
}

describe("who may take a task", () => {
  test("is exactly who belongs here, is old enough and has agreement to all it asks", () => {
    assert(
      property(anyTask, anyone, (asked, candidate) => {
        expect(verdictFor(asked, candidate).may).toBe(promised(asked, candidate));
      }),
      { numRuns: 2_000 },
    );
  });

  test("is nobody below 18 where the law bars it, whatever was agreed to", () => {
    for (const tag of barredTags) {
      const barred = task({ tags: ["travel", tag] });
      const refused = { may: false, reason: "barred", tag };
      expect(verdictFor(barred, somebody({ agreed: [...needable] }))).toEqual(refused);
      expect(verdictFor(barred, somebody({ age: NaN, agreed: [...needable] }))).toEqual(refused);
      expect(verdictFor(barred, somebody({ age: 18, agreed: [...needable] }))).toEqual({ may: true });
    }
  });

  const refusals: [string, Partial<Task>, Partial<Candidate>, object][] = [
    ["a tag nobody knows", { tags: ["diving"] }, { age: 40 }, { reason: "unclear" }],
    ["a day there is not", { first_day: "2026-02-29" }, { age: 40 }, { reason: "unclear" }],
    ["somebody who waits for consent", {}, { status: "waiting_for_consent" }, { reason: "not_here" }],
    ["somebody who has left", {}, { status: "left" }, { reason: "not_here" }],
    ["somebody unknown", {}, { status: undefined }, { reason: "not_here" }],
    ["somebody a year too young", { lowest_age: 18 }, {}, { reason: "too_young" }],
    ["an age nobody knows", {}, { age: NaN }, { reason: "too_young" }],
    ["no agreement at all", {}, { agreed: [] }, { reason: "no_consent", purpose: "data" }],
    ["a journey not agreed to", { tags: ["travel"] }, {}, { reason: "no_consent", purpose: "travel" }],
    ["a night not agreed to", { tags: ["overnight"] }, {}, { reason: "no_consent", purpose: "overnight" }],
  ];
  test.each(refusals)("%s is refused with its reason", (_what, of, who, why) => {
    expect(verdictFor(task(of), somebody(who))).toEqual({ may: false, ...why });
  });

  test("on the day of the birthday everybody is as old as they are", () => {
    expect(verdictFor(task({ lowest_age: 17 }), somebody())).toEqual({ may: true });
    expect(verdictFor(task({ lowest_age: 0 }), somebody({ age: 0 }))).toEqual({ may: true });
  });

  test("adults need agreement too, for at 18 what a guardian said is over", () => {
    const own = somebody({ age: 18, agreed: [] });
    expect(verdictFor(task(), own)).toEqual({ may: false, reason: "no_consent", purpose: "data" });
  });

  test("the first reason is told: that somebody is not here before how old they are", () => {
    const nobody = { age: 10, status: undefined, agreed: [] };
    expect(verdictFor(task({ tags: ["convicts"] }), nobody)).toEqual({ may: false, reason: "not_here" });
  });

  test("a rule that lacks any one of its checks is found out", () => {
    for (const missing of Object.keys(checks)) {
      const rest = Object.entries(checks).filter(([name]) => name !== missing);
      const weaker = decideBy(rest.map(([, check]) => check));
      const same = () =>
        assert(
          property(
            anyTask,
            anyone,
            (asked, candidate) => weaker(asked, candidate).may === promised(asked, candidate),
          ),
          { numRuns: 5_000, seed: 2026 },
        );
      expect(same, `without ${missing}`).toThrow("Property failed");
    }
  });
});

describe("a task is published", () => {
  test("for adults only where the law bars it, and as it likes otherwise", () => {
    const refused = { may: false, reason: "only_for_adults" };
    for (const tag of barredTags) {
      expect(mayPublish(task({ tags: [tag] }))).toEqual(refused);
      expect(mayPublish(task({ tags: [tag], lowest_age: 17 }))).toEqual(refused);
      expect(mayPublish(task({ tags: [tag], lowest_age: 18 }))).toEqual({ may: true });
    }
    expect(mayPublish(task({ tags: [...askingTags] }))).toEqual({ may: true });
    expect(mayPublish(task())).toEqual({ may: true });
  });

  test("never with a tag or a day that nobody knows", () => {
    expect(mayPublish(task({ tags: ["diving"], lowest_age: 30 }))).toEqual({ may: false, reason: "unclear" });
    expect(mayPublish(task({ first_day: "" }))).toEqual({ may: false, reason: "unclear" });
  });

  test("so that no minor is ever offered what is barred: everybody it is offered to is 18", () => {
    assert(
      property(anyTask, anyone, (asked, { age }) => {
        const barred = asked.tags.some((tag) => barredTags.some((each) => each === tag));
        const offered = mayPublish(asked).may && age >= (asked.lowest_age ?? 0);
        return !barred || !offered || age >= 18;
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the day that counts", () => {
  test("is the first day of the task on every path, and the day itself for whoever checks in before it", () => {
    const day = (path: Path, today: string) => dayThatCounts(path, "2026-12-05", today);
    for (const path of paths) {
      expect(day(path, "2026-12-05")).toBe("2026-12-05");
      expect(day(path, "2026-12-06")).toBe("2026-12-05");
      expect(day(path, "2026-12-04")).toBe(path === "check_in" ? "2026-12-04" : "2026-12-05");
    }
  });
});
