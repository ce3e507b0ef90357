import { readFileSync } from "node:fs";
import path from "node:path";
import { geoArea } from "d3-geo";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { root } from "../../platform/root.ts";

type Shape = Polygon | MultiPolygon;

/** Kazakhstan in ISO 3166-1, as the atlas numbers it. */
const country = "398";

/** About half a pixel of the country's map: what is finer costs bytes and cannot be seen. */
const finest = 0.035;

let kept: Shape | undefined;

/** The country's outline, from Natural Earth through the world-atlas package (public domain), light enough for a phone. */
export function countryOutline(): Shape {
  kept ??= simplify(readOutline(), finest);
  return kept;
}

function readOutline(): Shape {
  const file = path.join(root, "node_modules/world-atlas/countries-50m.json");
  const atlas = JSON.parse(readFileSync(file, "utf8")) as Topology;
  const countries = atlas.objects["countries"];
  const found =
    countries?.type === "GeometryCollection"
      ? countries.geometries.find((each) => each.id === country)
      : undefined;
  if (!found) throw new Error("world-atlas holds no outline of Kazakhstan");
  const drawn = feature(atlas, found);
  return ("geometry" in drawn ? drawn.geometry : drawn) as Shape;
}

/** The same shape without the points that move its line by less than `tolerance` degrees; islets that vanish are left out. */
export function simplify(shape: Shape, tolerance: number): Shape {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const thinned = polygons
    .map((rings) => rings.map((ring) => thinRing(ring, tolerance)).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0 && extent(rings[0] ?? []) > tolerance * 4);
  const drawn = thinned.length > 0 ? thinned : polygons;
  return drawn.length === 1
    ? { type: "Polygon", coordinates: drawn[0] ?? [] }
    : { type: "MultiPolygon", coordinates: drawn };
}

/** A boundary ready to be drawn: light enough, and wound the way the map's projection expects. */
export function drawable(shape: Shape): Shape {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const size = Math.max(...polygons.map(([ring = []]) => extent(ring)));
  const wound = polygons.map((rings) => rings.map((ring, at) => wind(ring, at > 0)));
  return simplify({ type: "MultiPolygon", coordinates: wound }, size / 300);
}

/** Files wind their rings both ways; on a globe the wrong way round means everything but the place. */
function wind(ring: Position[], hole: boolean): Position[] {
  const covers = geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI;
  return covers === hole ? ring : ring.toReversed();
}

/** A ring begins and ends in one point, so it is thinned in two halves. */
function thinRing(ring: Position[], tolerance: number): Position[] {
  const middle = Math.floor(ring.length / 2);
  return [...thin(ring.slice(0, middle + 1), tolerance).slice(0, -1), ...thin(ring.slice(middle), tolerance)];
}

/** Douglas and Peucker's way: keep the point farthest from the straight line, then look at both sides of it. */
function thin(line: Position[], tolerance: number): Position[] {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || line.length < 3) return line;
  let farthest = 0;
  let index = 0;
  for (let at = 1; at < line.length - 1; at += 1) {
    const distance = distanceTo(line[at] ?? first, first, last);
    if (distance > farthest) [farthest, index] = [distance, at];
  }
  if (farthest < tolerance) return [first, last];
  return [...thin(line.slice(0, index + 1), tolerance).slice(0, -1), ...thin(line.slice(index), tolerance)];
}

function distanceTo(point: Position, from: Position, to: Position): number {
  // A degree of longitude is about two thirds of one of latitude here.
  const flat = ([x = 0, y = 0]: Position) => [x * 0.66, y] as const;
  const [[px, py], [ax, ay], [bx, by]] = [flat(point), flat(from), flat(to)];
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  const part = long === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / long));
  return Math.hypot(px - ax - part * dx, py - ay - part * dy);
}

function extent(ring: Position[]): number {
  const width = (axis: 0 | 1) => {
    const values = ring.map((point) => point[axis] ?? 0);
    return (
      values.reduce((most, value) => Math.max(most, value), -180) -
      values.reduce((least, value) => Math.min(least, value), 180)
    );
  };
  return Math.max(width(0), width(1));
}
