import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels } from "./place-labels.ts";

test("a lone town has its name to the right, one at the right edge to the left", () => {
  expect(placeLabels([{ x: 0.5, y: 0.5, text: "Астана" }], 16 / 9)[0]?.anchor).toBe("start");
  expect(placeLabels([{ x: 0.97, y: 0.5, text: "Семей" }], 16 / 9)[0]?.anchor).toBe("end");
});

test("two towns close to each other do not cover each other's names", () => {
  const [first, second] = placeLabels(
    [
      { x: 0.5, y: 0.5, text: "Көкшетау" },
      { x: 0.53, y: 0.5, text: "Щучинск" },
    ],
    16 / 9,
  );
  expect(first).not.toEqual(second);
  expect(first?.anchor).not.toBe("start");
});

test("every point has a name, wherever it lies", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const spots = fc.array(fc.record({ x: share, y: share, text: fc.string({ maxLength: 20 }) }), {
    maxLength: 20,
  });
  const named = fc.property(
    spots,
    (given) => placeLabels(given, 1.1).filter(Boolean).length === given.length,
  );
  expect(() => fc.assert(named)).not.toThrow();
});
