import { readFileSync } from "node:fs";
import path from "node:path";
import type { Db } from "../../platform/db/pool.ts";
import { root } from "../../platform/root.ts";
import { importPlaces } from "./actions.ts";

const folder = path.join(root, "src/features/places/sample");

/** Puts in the country, its regions, Akmola's districts, okrugs and main settlements, and the cities of the other hubs. */
export async function loadSamplePlaces(db: Db, now: Date): Promise<void> {
  for (const name of ["kazakhstan.csv", "akmola.csv"]) {
    const file = { name, format: "csv", bytes: readFileSync(path.join(folder, name)) } as const;
    const done = await importPlaces(db, "installation", file, now);
    if (done.kind === "refused") throw new Error(`${name} was refused: ${JSON.stringify(done.problems[0])}`);
  }
}
