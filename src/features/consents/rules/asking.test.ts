import { expect, test } from "vitest";
import { guardianNameProblem, linkEnds, remindersDue, requestState, unfitToAnswer } from "./asking.ts";

const asked = new Date("2026-11-22T06:00:00Z");
const after = (days: number, ms = 0) => new Date(asked.getTime() + days * 86_400_000 + ms);

test("a link works fourteen days, once, and until a newer one", () => {
  const open = { asked_at: asked, expires_at: linkEnds(asked), answered_at: null, ended_at: null };
  expect(requestState(open, after(14, -1))).toBe("open");
  expect(requestState(open, after(14))).toBe("expired");
  expect(requestState({ ...open, ended_at: asked }, asked)).toBe("ended");
  expect(requestState({ ...open, answered_at: asked, ended_at: asked }, after(20))).toBe("answered");
});

test("reminders are due after three and after seven days", () => {
  const due = (days: number, ms = 0) => remindersDue(asked, after(days, ms));
  expect([due(0), due(3, -1), due(3), due(7, -1), due(7), due(13)]).toEqual([0, 0, 1, 1, 2, 2]);
});

test("whoever is the young person, or below 18, does not answer for them", () => {
  const nothing = { own_contact: false, own_browser: false, minor_contact: false };
  expect(unfitToAnswer(nothing)).toBeNull();
  for (const reason of ["own_contact", "own_browser", "minor_contact"] as const)
    expect(unfitToAnswer({ ...nothing, [reason]: true })).toBe(reason);
});

test.each([
  ["Сейітова Гүлнар", null],
  ["Anna-Maria O'Neill", null],
  ["", "missing"],
  ["- -", "not_letters"],
  ["Гүлнар 2", "not_letters"],
  ["ү".repeat(121), "too_long"],
])("a guardian's name %j: %s", (name, problem) => {
  expect(guardianNameProblem(name)).toBe(problem);
});
