import { readCsv } from "./csv.ts";
import { decode, type Encoding } from "./decode.ts";
import { type Boundary, readGeojson } from "./geojson.ts";
import type { Incoming } from "./incoming.ts";
import { readKato } from "./kato.ts";
import type { Read } from "./problem.ts";

export type FileRead = { encoding: Encoding; places: Incoming[]; boundaries: Boundary[]; mended: number };

/** Reads a file of any format into places and boundaries, or says by row why it cannot be used. */
export function readFile(bytes: Uint8Array, format: "kato" | "csv" | "geojson"): Read<FileRead> {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  if (format === "geojson") {
    const shapes = readGeojson(text);
    return shapes.ok ? { ok: true, value: { encoding, ...shapes.value } } : shapes;
  }
  const table = format === "kato" ? readKato(text) : readCsv(text);
  return table.ok ? { ok: true, value: { encoding, ...table.value, boundaries: [] } } : table;
}
