// npm run migrate: brings the database to this version, in one transaction, and says which steps it took.
import { refusalFrom } from "../src/platform/refusal.ts";
import { withDatabase } from "./house.ts";

try {
  await withDatabase(async (_db, _settings, steps) => {
    for (const step of steps) console.log(step);
    console.log(
      steps.length === 0 ? "The database is at this version already." : `${steps.length} steps taken.`,
    );
  });
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
}
