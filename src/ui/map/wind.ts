import type { GeoJSON, Position } from "geojson";

/**
 * The same shape with its rings turned as d3-geo reads them: outer ones clockwise, holes the other way. Files written
 * by RFC 7946 turn them the other way round, which d3 takes for "everything on Earth but this".
 */
export function wind<Shape extends GeoJSON>(shape: Shape): Shape;
export function wind(shape: GeoJSON): GeoJSON {
  switch (shape.type) {
    case "Polygon":
      return { ...shape, coordinates: windPolygon(shape.coordinates) };
    case "MultiPolygon":
      return { ...shape, coordinates: shape.coordinates.map(windPolygon) };
    case "GeometryCollection":
      return { ...shape, geometries: shape.geometries.map((each) => wind(each)) };
    case "Feature":
      return { ...shape, geometry: shape.geometry && wind(shape.geometry) };
    case "FeatureCollection":
      return { ...shape, features: shape.features.map((each) => wind(each)) };
    default:
      return shape;
  }
}

const windPolygon = (rings: Position[][]): Position[][] =>
  rings.map((ring, index) => (isClockwise(ring) === (index === 0) ? ring : ring.toReversed()));

/** By the sign of the area on the plane, which is right for any country away from the poles and the date line. */
function isClockwise(ring: Position[]): boolean {
  let twice = 0;
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    twice += x * nextY - nextX * y;
  }
  return twice < 0;
}
