import { describe, expect, test } from "vitest";
import { typedText } from "./typed-text.ts";

describe("a text as people type it", () => {
  test.each([
    ["Әсел\r\nБақыт\rАйна", "Әсел\nБақыт\nАйна"],
    ["a\0b\u0007c\u001Bd\u007Fe\u0085f", "abcdef"],
    ["№\t2 мектеп", "№ 2 мектеп"],
    ["\u202Etxt.exe\u202C \u2066x\u2069", "txt.exe x"],
    ["a\uD800b", "a\uFFFDb"],
    // What people do write: joined emoji, an apostrophe of another alphabet, a soft hyphen, no break between words.
    ["👨‍👩‍👧 ʼ \u00AD \u00A0", "👨‍👩‍👧 ʼ \u00AD \u00A0"],
  ])("is %j as %j", (sent, kept) => {
    expect(typedText(sent)).toBe(kept);
    expect(typedText(kept)).toBe(kept);
  });
});
