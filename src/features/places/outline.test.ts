import { geoArea, geoContains } from "d3-geo";
import { expect, test } from "vitest";
import { countryOutline, drawable, simplify } from "./outline.ts";

const kokshetau: [number, number] = [69.4, 53.28];
const square = [
  [69, 53],
  [70, 53],
  [70, 54],
  [69, 54],
  [69, 53],
];
const hole = [
  [69.3, 53.2],
  [69.5, 53.2],
  [69.5, 53.4],
  [69.3, 53.4],
  [69.3, 53.2],
];

test("the country's outline holds its cities and not its neighbours'", () => {
  const outline = countryOutline();
  for (const city of [kokshetau, [51.17, 43.65], [76.93, 43.26]] as const)
    expect(geoContains(outline, [...city])).toBe(true);
  for (const city of [
    [55.75, 37.6],
    [69.24, 41.3],
  ] as const)
    expect(geoContains(outline, [...city])).toBe(false);
});

test("a boundary is drawn the same whichever way its file winds it", () => {
  for (const rings of [[square], [square.toReversed()]]) {
    const shape = drawable({ type: "Polygon", coordinates: rings });
    expect(geoArea(shape)).toBeLessThan(0.001);
    expect(geoContains(shape, kokshetau)).toBe(true);
  }
});

test("a hole in a boundary stays a hole", () => {
  for (const inner of [hole, hole.toReversed()]) {
    const shape = drawable({ type: "Polygon", coordinates: [square, inner] });
    expect([geoContains(shape, [69.4, 53.3]), geoContains(shape, [69.8, 53.8])]).toEqual([false, true]);
  }
});

test("a line is thinned where that cannot be seen, and stays closed", () => {
  const wavy = Array.from({ length: 400 }, (_, at) => {
    const turn = (at / 399) * 2 * Math.PI;
    return [69 + Math.cos(turn), 53 - Math.sin(turn)];
  });
  const thin = simplify({ type: "Polygon", coordinates: [wavy] }, 0.02);
  const ring = (thin.type === "Polygon" ? thin.coordinates[0] : thin.coordinates[0]?.[0]) as number[][];
  expect(ring.length).toBeLessThan(60);
  expect(ring[0]).toEqual(ring.at(-1));
});
