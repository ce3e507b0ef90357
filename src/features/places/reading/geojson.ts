import { z } from "zod";
import { type Incoming, isCode, readName } from "./incoming.ts";
import { problem, type Problem, type Read, refuse } from "./problem.ts";

export type Geometry =
  { type: "Polygon"; coordinates: number[][][] } | { type: "MultiPolygon"; coordinates: number[][][][] };
export type Boundary = { code: string; geometry: Geometry };
export type Shapes = { places: Incoming[]; boundaries: Boundary[]; mended: number };

/** The most points a boundary file may hold: a country's districts in fair detail. */
const mostPoints = 300_000;

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const Ring = z.array(Position).min(4);
const Shape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
  z.object({ type: z.literal("Point"), coordinates: Position }),
]);
const Collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z
    .array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() }))
    .min(1),
});

/** Reads boundaries, points and names by official code; a feature's number counts from 1. */
export function readGeojson(text: string): Read<Shapes> {
  const json = parseJson(text);
  if (json === undefined) return refuse(problem(0, "not_json"));
  const collection = Collection.safeParse(json);
  if (!collection.success) return refuse(problem(0, "no_features"));
  const shapes: Shapes = { places: [], boundaries: [], mended: 0 };
  const problems: Problem[] = [];
  let points = 0;
  for (const [at, feature] of collection.data.features.entries()) {
    problems.push(...readFeature(at + 1, feature.properties ?? {}, feature.geometry, shapes));
    const last = shapes.boundaries.at(-1);
    points += last?.geometry.coordinates.flat(last.geometry.type === "Polygon" ? 1 : 2).length ?? 0;
    if (points > mostPoints) return refuse(problem(at + 1, "too_large"));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: shapes };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readFeature(
  row: number,
  properties: Record<string, unknown>,
  geometry: unknown,
  into: Shapes,
): Problem[] {
  const code = String(properties["code"] ?? properties["kato"] ?? "");
  if (!isCode(code)) return [problem(row, "bad_code", code)];
  const place: Incoming = { row, code };
  const iso = properties["ISO_3166_2"] ?? properties["iso"];
  if (typeof iso === "string" && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(iso)) place.iso = iso;
  const problems = readFeatureNames(place, properties, into);
  if (geometry !== null) {
    const shape = Shape.safeParse(geometry);
    if (!shape.success) return [...problems, problem(row, "bad_geometry", code)];
    if (shape.data.type === "Point") [place.longitude, place.latitude] = shape.data.coordinates;
    else into.boundaries.push({ code, geometry: bare(shape.data) });
  }
  into.places.push(place);
  return problems;
}

function readFeatureNames(place: Incoming, properties: Record<string, unknown>, into: Shapes): Problem[] {
  const problems: Problem[] = [];
  for (const column of ["name_kk", "name_ru", "name_en"] as const) {
    const raw = properties[column];
    if (typeof raw !== "string" || raw === "") continue;
    // «Астана (қала)», “Astana (city)”: the kind is known from the register.
    const read = readName(place.row, raw.replace(/\s*\([^()]*\)\s*$/, ""));
    if ("reason" in read) problems.push(read);
    else {
      place[column] = read.name;
      into.mended += Number(read.mended);
    }
  }
  return problems;
}

/** Only longitude and latitude are kept; heights are of no use on a flat map. */
function bare(shape: { type: "Polygon" | "MultiPolygon"; coordinates: unknown }): Geometry {
  const flat = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === "number" ? value.slice(0, 2) : (value as unknown[]).map(flat);
  return { type: shape.type, coordinates: flat(shape.coordinates) } as Geometry;
}
