// npm run migrate: brings the database to this version, in one transaction and after a backup, and says which steps it took.
import { refusalFrom } from "../src/platform/refusal.ts";
import { withDatabase } from "./house.ts";

try {
  await withDatabase(async (_db, _settings, steps) => {
    for (const step of steps) console.log(step);
    if (steps.length === 0) console.log("The database is at this version already.");
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}
