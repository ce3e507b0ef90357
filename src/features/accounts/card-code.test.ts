import { randomBytes } from "node:crypto";
import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { cardCodeFrom, groupsOf, readCardCode } from "./card-code.ts";

const code = "2A4K77HM9CEPX3TA";

test("a code is sixteen signs of seventeen, more than sixty bits, and none of them can be taken for another", () => {
  const signs = new Set(Array.from({ length: 200 }, () => cardCodeFrom(randomBytes(32))).join(""));
  expect([...signs].sort().join("")).toBe("23456789ACEHKMPTX");
  expect(Math.log2(17 ** 16)).toBeGreaterThan(60);
});

test("every code that is made can be typed in again", () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const made = cardCodeFrom(Buffer.from(bytes));
      expect(made).toHaveLength(16);
      expect(readCardCode(groupsOf(made).join(" "))).toBe(made);
    }),
  );
});

test.each([
  ["as it is printed, by fours", "2A4K 77HM 9CEP X3TA"],
  ["in small letters", "2a4k 77hm 9cep x3ta"],
  ["on a Cyrillic keyboard", "2а4к 77нм 9сер х3та"],
  ["on a Cyrillic keyboard in capitals, with dashes", "2А4К-77НМ-9СЕР-Х3ТА"],
  ["without any space", "2A4K77HM9CEPX3TA"],
])("the same code is read %s", (_, typed) => {
  expect(readCardCode(typed)).toBe(code);
});

test.each([
  "",
  "2A4K 77HM 9CEP",
  "2A4K 77HM 9CEP X3TAA",
  "2A4K 77HM 9CEP X3T0",
  "2A4K 77HM 9CEP X3TB",
  "123456",
])("«%s» is no code of a card", (typed) => {
  expect(readCardCode(typed)).toBeUndefined();
});
