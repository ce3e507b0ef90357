import { describe, expect, test } from "vitest";
import { mayRemind, reminderDue, soonFrom } from "./board.ts";
import type { Giver, Purpose, Standing } from "./standing.ts";

const now = new Date("2026-11-22T06:00:00Z");
const soon = "2026-12-22";
const line = (word: Standing, ends_on?: string, purpose: Purpose = "data") => ({ purpose, word, ends_on });
type Lines = Record<Giver, ReturnType<typeof line>[]>;
const lines = (given: Partial<Lines> = {}): Lines => ({ guardian: [], person: [], ...given });

test("what ends within thirty days is soon, to the last day of the latest calendar", () => {
  expect(soonFrom(now)).toBe("2026-12-22");
  expect(soonFrom(new Date("2026-11-22T11:59:59Z"))).toBe("2026-12-22");
  expect(soonFrom(new Date("2026-11-22T12:00:00Z"))).toBe("2026-12-23");
});

test("nobody is written to twice in three days", () => {
  const ago = (days: number, ms = 0) => new Date(now.getTime() - days * 86_400_000 - ms);
  expect(mayRemind(null, now)).toBe(true);
  expect([mayRemind(ago(3), now), mayRemind(ago(3, -1), now), mayRemind(ago(3, 1), now)]).toEqual([
    true,
    false,
    true,
  ]);
});

describe("somebody who waits", () => {
  test("is asked about taking part: the guardian where theirs is the word, else the person", () => {
    expect(reminderDue(true, lines({ guardian: [line("missing")] }), soon)).toBe("guardian");
    expect(reminderDue(true, lines({ person: [line("ended")] }), soon)).toBe("person");
    const both = lines({ guardian: [line("missing", undefined, "photo")], person: [line("missing")] });
    expect(reminderDue(true, both, soon)).toBe("person");
  });

  test("is not asked again after a no, nor where all is said, nor about anything else", () => {
    expect(reminderDue(true, lines({ guardian: [line("refused")] }), soon)).toBe("said_no");
    expect(reminderDue(true, lines({ guardian: [line("withdrawn")] }), soon)).toBe("said_no");
    expect(reminderDue(true, lines({ guardian: [line("agreed", soon)] }), soon)).toBe("nothing_due");
    const photos = lines({ guardian: [line("missing", undefined, "photo")] });
    expect(reminderDue(true, photos, soon)).toBe("nothing_due");
    expect(reminderDue(true, lines(), soon)).toBe("nothing_due");
  });
});

describe("somebody who takes part", () => {
  test("is asked about what ends soon, whoever said it", () => {
    expect(reminderDue(false, lines({ guardian: [line("agreed", soon, "photo")] }), soon)).toBe("guardian");
    expect(reminderDue(false, lines({ person: [line("agreed", "2026-12-01", "badge")] }), soon)).toBe(
      "person",
    );
  });

  test("is left in peace about what goes on, is over, was refused or was never said", () => {
    const quiet = [
      line("agreed", "2026-12-23"),
      line("agreed"),
      line("ended", "2026-11-01"),
      line("refused", soon),
      line("missing"),
    ];
    for (const each of quiet)
      expect(reminderDue(false, lines({ guardian: [each], person: [each] }), soon)).toBe("nothing_due");
  });
});
