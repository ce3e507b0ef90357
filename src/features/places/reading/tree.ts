import { countryCode, type Place } from "../rules.ts";
import type { Incoming } from "./incoming.ts";
import { problem, type Problem, type Reason } from "./problem.ts";

/** Rows that name what another row has named already. */
export function doubled(rows: Incoming[], key: "code" | "iso", reason: Reason): Problem[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const value = row[key];
    if (value === undefined) return [];
    if (seen.has(value)) return [problem(row.row, reason, value)];
    seen.add(value);
    return [];
  });
}

/** One ISO code for two places, be it in the file or against a place known before. */
export function sharedIso(after: Map<string, Place>, rows: Incoming[]): Problem[] {
  const owner = new Map<string, string>();
  for (const place of after.values())
    if (place.iso && !owner.has(place.iso)) owner.set(place.iso, place.code);
  return rows.flatMap((row) =>
    row.iso !== undefined && owner.get(row.iso) !== row.code
      ? [problem(row.row, "doubled_iso", row.iso)]
      : [],
  );
}

/** Rows that tell of a place nobody knows. */
export const unknownPlaces = (known: Map<string, unknown>, rows: Incoming[]): Problem[] =>
  rows.flatMap((row) => (known.has(row.code) ? [] : [problem(row.row, "unknown_place", row.code)]));

/** Rows that hang on a place which neither the file nor the register knows. */
export function orphans(known: Map<string, unknown>, rows: Incoming[]): Problem[] {
  const codes = new Set([countryCode, ...known.keys(), ...rows.map((row) => row.code)]);
  return rows.flatMap(({ row, parent_code }) =>
    parent_code && !codes.has(parent_code) ? [problem(row, "unknown_parent", parent_code)] : [],
  );
}

/** Country, region, district, okrug, main village, village: no real place lies deeper than twice that. */
const deepest = 12;

/** Rows that do not reach the country by steps inside one region. */
export function astray(after: Map<string, Place>, rows: Incoming[]): Problem[] {
  return rows.flatMap(({ row, code }) => {
    const place = after.get(code);
    if (!place || place.level === "country") return [];
    const parent = parentOf(after, place);
    if (!parent || !fits(place, parent)) return [problem(row, "foreign_parent", place.parent_code ?? "")];
    return goesRound(after, parent) ? [problem(row, "circle", code)] : [];
  });
}

/** A region lies in the country, everything else in something of the same region. */
const fits = (place: Place, parent: Place): boolean =>
  place.level === "region"
    ? parent.level === "country"
    : parent.level !== "country" && parent.code.slice(0, 2) === place.code.slice(0, 2);

function goesRound(after: Map<string, Place>, start: Place): boolean {
  let steps = 0;
  for (let above: Place | undefined = start; above; above = parentOf(after, above))
    if (++steps > deepest) return true;
  return false;
}

/** What a place lies in directly. */
export const parentOf = (places: Map<string, Place>, place: Place): Place | undefined =>
  place.parent_code === null ? undefined : places.get(place.parent_code);
