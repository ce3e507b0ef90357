import type { Tx } from "../../platform/db/pool.ts";
import { type Changes, compare } from "./reading/change.ts";
import type { Boundary } from "./reading/geojson.ts";
import type { Read } from "./reading/problem.ts";
import { readFile } from "./reading/read-file.ts";
import { type Report, reportOf } from "./reading/report.ts";
import { countNewBoundaries, type Format, inUse } from "./store/imports.ts";
import { listKnown } from "./store/tree.ts";

export type Deeds = { report: Report; changes: Changes; boundaries: Boundary[] };

const claims = { kato: "whole", csv: "some", geojson: "details" } as const;

/** Reads a file and compares it with the places known now. */
export async function whatItDoes(tx: Tx, bytes: Uint8Array, format: Format): Promise<Read<Deeds>> {
  const file = readFile(bytes, format);
  if (!file.ok) return file;
  const read = file.value;
  const known = await listKnown(tx);
  const compared = compare(known, read.places, claims[format]);
  if (!compared.ok) return compared;
  const changes = compared.value;
  const regions = new Set(read.places.map((place) => place.code.slice(0, 2)));
  const report = reportOf(changes, {
    encoding: read.encoding,
    rows: read.places.length,
    mended: read.mended,
    boundaries: await countNewBoundaries(tx, read.boundaries),
    known: known.filter((place) => !place.retired && regions.has(place.code.slice(0, 2))).length,
    used: await inUse(
      tx,
      changes.removed.map((place) => place.code),
    ),
  });
  return { ok: true, value: { report, changes, boundaries: read.boundaries } };
}
