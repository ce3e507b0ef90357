import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spread } from "./spread.ts";

test("labels far from each other stay where they are", () => {
  expect(spread([10, 100, 50], 20, 200)).toEqual([10, 100, 50]);
});

test("labels that would touch move apart and keep their order", () => {
  expect(spread([50, 52], 20, 200)).toEqual([50, 70]);
});

test("labels at the bottom move up instead of out of the picture", () => {
  expect(spread([195, 198], 20, 200)).toEqual([180, 200]);
});

test("no two labels are ever nearer than the gap", () => {
  const heights = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 4 });
  const apart = fc.property(heights, (given) => {
    const placed = spread(given, 30, 200).toSorted((a, b) => a - b);
    return placed.every((each, index) => index === 0 || each - (placed[index - 1] ?? 0) >= 30);
  });
  expect(() => fc.assert(apart)).not.toThrow();
});
