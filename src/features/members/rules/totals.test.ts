import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishable, roundedTotal } from "./totals.ts";

describe("what is shown of counts", () => {
  test.each([
    [
      [12, 13, 200],
      [10, 15, 200],
    ],
    [
      [9, 40, 200],
      [null, null, 200],
    ],
    [
      [0, 40, 200],
      [null, null, 200],
    ],
    [
      [3, 4, 40, 200],
      [null, null, null, 200],
    ],
    [
      [6, 7, 40, 200],
      [null, null, 40, 200],
    ],
    [[9], [null]],
    [[10], [10]],
    [[], []],
  ])("of %j: %j", (counts, shown) => {
    expect(publishable(counts)).toEqual(shown);
  });

  test("a sum below ten is not shown, others as the nearest five", () => {
    expect([0, 9, 10, 12, 13, 1003].map(roundedTotal)).toEqual([null, null, 10, 10, 15, 1005]);
  });
});

// Stronger than needed: the reader is told the exact sum too, as several tables of one hub together might tell it, and
// knows the rule.
describe("a number kept back cannot be worked out", () => {
  const sumOf = (counts: number[]) => counts.reduce((sum, each) => sum + each, 0);
  const seen = (counts: number[]) => `${sumOf(counts)}: ${publishable(counts).join()}`;

  const tables = (cells: number, most: number): number[][] =>
    cells === 0
      ? [[]]
      : tables(cells - 1, most).flatMap((others) =>
          Array.from({ length: most + 1 }, (_, count) => [count, ...others]),
        );

  test.each([
    [2, 60],
    [3, 40],
  ])("tried on every table of %i cells up to %i: each may be one of several", (cells, most) => {
    const all = tables(cells, most);
    const possible = new Map<string, Set<number>[]>();
    for (const counts of all) {
      const values = possible.get(seen(counts)) ?? counts.map(() => new Set<number>());
      counts.forEach((count, cell) => values[cell]?.add(count));
      possible.set(seen(counts), values);
    }
    // Of a table with less than ten people in all not even the sum is shown; larger tables than these are left out.
    const whole = all.filter((counts) => sumOf(counts) >= 10 && Math.max(...counts) <= most - 16);
    const told = whole.filter((counts) => {
      const shown = publishable(counts);
      const values = possible.get(seen(counts)) ?? [];
      return counts.some((_, cell) => shown[cell] === null && (values[cell]?.size ?? 0) < 2);
    });
    expect(told).toEqual([]);
  });

  test("nor in tables of any size: some people could always be counted in another cell unseen", () => {
    const some = fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(some, (counts) => {
        const shown = sumOf(counts) < 10 ? [] : publishable(counts);
        const fixed = shown.flatMap((each, cell) => (each === null && !canVary(counts, cell) ? [cell] : []));
        expect([counts, fixed]).toEqual([counts, []]);
      }),
      { seed: 2026, numRuns: 500 },
    );
  });

  /** Whether this cell could be another number, others making up for it, and everything shown would be the same. */
  function canVary(counts: number[], cell: number): boolean {
    const moved = (by: number, other: number) =>
      counts.map((count, index) => count + (index === cell ? by : index === other ? -by : 0));
    return counts.some(
      (_, other) =>
        other !== cell &&
        Array.from({ length: 61 }, (_, by) => by - 30).some((by) => {
          const changed = moved(by, other);
          return by !== 0 && Math.min(...changed) >= 0 && seen(changed) === seen(counts);
        }),
    );
  }

  test("and every number that is shown is at least ten and a round one", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 20 }), (counts) => {
        const shown = publishable(counts).filter((each) => each !== null);
        expect(shown.filter((each) => each < 10 || each % 5 !== 0)).toEqual([]);
      }),
      { seed: 2026, numRuns: 500 },
    );
  });
});
