import { beforeAll, describe, expect, test } from "vitest";
import { live, lives, openLives, type Parts, type Step, withRoom } from "../../../tests/lives.ts";
import type { Try } from "../../../tests/takings.ts";
import { checks, decideBy } from "./rules/tasks.ts";

let parts: Parts;
beforeAll(async () => {
  ({ parts } = await openLives());
});

type Name = keyof typeof checks;
const names = Object.keys(checks) as Name[];

/** The house's rule without some of its checks. */
const without = (...missing: Name[]) =>
  decideBy(names.filter((name) => !missing.includes(name)).map((name) => checks[name]));

const tried = (given: Partial<Try> = {}): Try => ({
  path: "sign_up",
  tags: [],
  lowest_age: null,
  after: 0,
  ahead: 0,
  ...given,
});

describe("a room of tasks that forgot to look at", () => {
  // That somebody belongs here is asked twice over: of whoever does not, no age is told.
  const forgotten: [string, Name[]][] = [
    ["tags it does not know", ["unclear"]],
    ["what the law bars", ["barred"]],
    ["how old somebody is", ["too_young"]],
    ["agreement", ["no_consent"]],
    ["who is here, and their age", ["not_here", "too_young", "no_consent"]],
  ];
  test.each(forgotten)(
    "%s is found out by living lives in it",
    async (_what, missing) => {
      await expect(lives(withRoom(parts, without(...missing)), 500, 2026)).rejects.toThrow("a way around");
    },
    300_000,
  );
});

describe("in one life", () => {
  const agreed: Step[] = ["name_mother", "agree"];
  const barred = tried({ tags: ["emergency"] });

  test("somebody almost grown takes a barred task that begins tomorrow, and loses it when made younger", async () => {
    const { room } = parts;
    const before = room.taken.length;
    const path: Step[] = [...agreed, "almost_grown", barred, { ...barred, ahead: 1 }];
    await live(parts, path);
    expect(room.taken.length).toBe(before + 1);
    await live(parts, [...path, "younger"]);
    expect(room.taken.length).toBe(before + 1);
  });

  test("who withdraws, leaves, or whose term is over keeps nothing they had taken", async () => {
    for (const end of ["withdraw", "leave", "younger"] as const) {
      const before = parts.room.taken.length;
      await live(parts, [...agreed, tried({ lowest_age: 15 })]);
      expect(parts.room.taken.length).toBe(before + 1);
      await live(parts, [...agreed, tried({ lowest_age: 15 }), end]);
      expect(parts.room.taken.length).toBe(before + 1);
    }
  });

  test("agreement that ended since a job last looked is over all the same", async () => {
    const { room, ...others } = withRoom(parts);
    await live({ ...others, room }, [...agreed, tried({ after: 24 * 800 })]);
    expect(room.taken).toEqual([]);
  });

  test("a room that is told nothing of a withdrawal is found out", async () => {
    const deaf = { ...parts, room: { ...parts.room } };
    const quiet = withRoom(parts);
    const taken: Step[] = [...agreed, tried()];
    await live({ ...quiet, consentChanged: parts.consentChanged }, taken);
    await expect(
      live({ ...quiet, consentChanged: deaf.consentChanged }, [...taken, "withdraw"]),
    ).rejects.toThrow("who is not here takes a task, and keeps it");
  });
});
