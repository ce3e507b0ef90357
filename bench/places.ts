// What places cost on the whole register: `node bench/places.ts` with DATABASE_URL of an empty, migrated database.
// KATO_FILE gives the real classifier; without it one of its form and size is built.
import { sql } from "kysely";
import { importPlaces } from "../src/features/places/actions.ts";
import { searchPlaces } from "../src/features/places/store/search.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { classifier } from "../tests/classifier.ts";

export type Figure = { name: string; ms: number; goal: number };

const typed = [
  "ал",
  "алг",
  "алгабас",
  "Алғабас",
  "Algabas",
  "кокш",
  "kok",
  "щучинск",
  "көл",
  "kokchetav",
  "жана жол",
];

/** Imports the whole classifier into an empty register, then again; then looks for places as people type. */
export async function measurePlaces(db: Db): Promise<Figure[]> {
  const file = { name: "kato.csv", format: "kato", bytes: classifier() } as const;
  const importing = () => timed(() => importPlaces(db, "installation", file, new Date()));
  const first = await importing();
  const again = await importing();
  const searches: number[] = [];
  for (let round = 0; round < 20; round++)
    for (const query of typed)
      searches.push(await timed(() => searchPlaces(db, query, { near: "110000000" })));
  searches.sort((a, b) => a - b);
  const at = (share: number) => searches[Math.floor(searches.length * share)] ?? 0;
  return [
    { name: "import of the whole classifier", ms: first, goal: 5000 },
    { name: "the same file again", ms: again, goal: 5000 },
    { name: "place search, p50", ms: at(0.5), goal: 10 },
    { name: "place search, p99", ms: at(0.99), goal: 10 },
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

if (import.meta.main) {
  const db = connect(process.env["DATABASE_URL"] ?? "", { max: 2 });
  await migrate(db);
  await sql`truncate places.place, places.import cascade`.execute(db);
  for (const { name, ms, goal } of await measurePlaces(db))
    console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(8)} ms   goal ${goal} ms`);
  await db.destroy();
}
