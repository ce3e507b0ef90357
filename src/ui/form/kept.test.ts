import { describe, expect, test } from "vitest";
import { belongsTo, decide, isOver, mayKeep } from "./kept.ts";

const typed = { entries: [["surname", "Жұмағұлова"] as [string, string]], sent: false };
const sent = { ...typed, sent: true };

describe("what a form does with what was typed before", () => {
  test("whoever lost the page before sending gets the words back", () => {
    expect(decide({ kept: typed, answered: false, redirected: false })).toBe("restore");
    expect(decide({ kept: typed, answered: false, redirected: true })).toBe("restore");
  });

  test("whoever sent and never heard back gets the words back", () => {
    expect(decide({ kept: sent, answered: false, redirected: false })).toBe("restore");
  });

  test("whoever was answered sees the server's words", () => {
    expect(decide({ kept: sent, answered: true, redirected: false })).toBe("forget");
    expect(decide({ kept: sent, answered: false, redirected: true })).toBe("forget");
  });

  test("whoever typed nothing gets nothing back", () => {
    expect(decide({ kept: undefined, answered: true, redirected: true })).toBe("nothing");
  });
});

describe("what was typed belongs to whoever typed it", () => {
  const mine = { ...typed, viewer: "me" };

  test("nobody else gets it back, signed in or not", () => {
    expect(belongsTo(mine, "me")).toBe(true);
    expect(belongsTo(mine, "you")).toBe(false);
    expect(belongsTo(mine, undefined)).toBe(false);
    expect(belongsTo(typed, "me")).toBe(false);
  });

  test("it goes when somebody else signs in, and stays while a page kept for everybody is read", () => {
    expect(isOver(mine, { viewer: "you", elsewhere: true })).toBe(true);
    expect(isOver(typed, { viewer: "me", elsewhere: true })).toBe(true);
    expect(isOver(mine, { viewer: undefined, elsewhere: true })).toBe(false);
    expect(isOver(mine, { viewer: "me", elsewhere: true })).toBe(false);
    expect(isOver({ ...mine, sent: true }, { viewer: "me", elsewhere: true })).toBe(true);
  });
});

describe("what may stay on the phone", () => {
  const control = { type: "text", name: "surname", autocomplete: "", disabled: false, kept: false };

  test("words and choices stay", () => {
    expect(mayKeep(control)).toBe(true);
    expect(mayKeep({ ...control, type: "radio" })).toBe(true);
    expect(mayKeep({ ...control, type: "hidden", kept: true })).toBe(true);
  });

  test("passwords, codes, files and hidden numbers do not", () => {
    for (const type of ["password", "file", "hidden"]) expect(mayKeep({ ...control, type })).toBe(false);
    for (const autocomplete of ["one-time-code", "current-password", "new-password"])
      expect(mayKeep({ ...control, autocomplete })).toBe(false);
  });
});
