// npm run seed: fills a database that has no people with the sample. Never in production.
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { load, withDatabase } from "./house.ts";

try {
  await withDatabase(async (db, settings) => {
    if (settings.production)
      throw new Refusal("NODE_ENV is production, where sample people never belong: seed another database.");
    const { loadSample, samplePeople } =
      await load<typeof import("../src/sample/load.ts")>("src/sample/load.ts");
    const began = performance.now();
    await loadSample(db, new Date());
    const people = await samplePeople(db);
    console.log(`${people.length} sample people to sign in as, ${Math.round(performance.now() - began)} ms.`);
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}
