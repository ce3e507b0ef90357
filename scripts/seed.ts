// npm run seed: fills a database that has no people with the sample. Never in production.
// npm run seed -- --people 1000000: with a crowd of that size in a hundred hubs, to see how the house bears it.
import { parseArgs } from "node:util";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import type { Db } from "../src/platform/db/pool.ts";
import { load, withDatabase } from "./house.ts";

try {
  const people = readPeople();
  await withDatabase(async (db, settings) => {
    if (settings.production)
      throw new Refusal("NODE_ENV is production, where sample people never belong: seed another database.");
    const began = performance.now();
    const count = people ? await seedCrowd(db, people) : await seedSample(db);
    console.log(`${count} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}

function readPeople(): number | undefined {
  const { values } = parseArgs({ options: { people: { type: "string" } } });
  if (values.people === undefined) return undefined;
  const people = Number(values.people.replaceAll(/[_ ]/g, ""));
  if (Number.isInteger(people) && people >= 1000 && people <= 5_000_000) return people;
  throw new Refusal(`--people takes a whole number from 1000 to 5000000, and this is ${values.people}.`);
}

async function seedSample(db: Db): Promise<string> {
  const { loadSample, samplePeople } =
    await load<typeof import("../src/sample/load.ts")>("src/sample/load.ts");
  await loadSample(db, new Date());
  return `${(await samplePeople(db)).length} sample people to sign in as,`;
}

async function seedCrowd(db: Db, people: number): Promise<string> {
  const { loadCrowd } = await load<typeof import("../src/sample/crowd/load.ts")>("src/sample/crowd/load.ts");
  const said = process.stdout.isTTY ? "\r" : "\n";
  await loadCrowd(db, {
    people,
    now: new Date(),
    told: (there) => process.stdout.write(`${said}${there} of ${people} people`),
  });
  return `\n${people} people in a hundred hubs,`;
}
