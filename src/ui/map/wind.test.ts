import { geoArea } from "d3-geo";
import type { Feature, FeatureCollection, Polygon } from "geojson";
import { expect, test } from "vitest";
import { wind } from "./wind.ts";

const clockwise = [
  [69, 52],
  [69, 54],
  [72, 54],
  [72, 52],
  [69, 52],
];
const hole = [
  [70, 53],
  [71, 53],
  [71, 53.5],
  [70, 53.5],
  [70, 53],
];
const polygon = (...coordinates: number[][][]): Polygon => ({ type: "Polygon", coordinates });

test("a district written either way is a small piece of the Earth", () => {
  const small = geoArea(polygon(clockwise));
  expect(small).toBeLessThan(0.01);
  expect(geoArea(wind(polygon(clockwise)))).toBe(small);
  expect(geoArea(wind(polygon(clockwise.toReversed())))).toBeCloseTo(small, 10);
});

test("a hole turns against its border, in collections too", () => {
  const wrong = polygon(clockwise.toReversed(), hole.toReversed());
  const feature: Feature = { type: "Feature", properties: {}, geometry: wrong };
  const collection: FeatureCollection = { type: "FeatureCollection", features: [feature] };
  expect(wind(collection).features[0]?.geometry).toEqual(polygon(clockwise, hole));
  expect(wind({ type: "MultiPolygon", coordinates: [wrong.coordinates] })).toEqual({
    type: "MultiPolygon",
    coordinates: [[clockwise, hole]],
  });
});

test("a point stays as it is", () => {
  expect(wind({ type: "Point", coordinates: [69.4, 53.3] })).toEqual({
    type: "Point",
    coordinates: [69.4, 53.3],
  });
});
