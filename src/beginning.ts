import type { Settings } from "./platform/config.ts";
import type { Db } from "./platform/db/pool.ts";
import { Refusal } from "./platform/refusal.ts";

/** Gives a new database its sample people, or remembers that it was begun without; answers whether it has them. */
export async function begin(
  db: Db,
  settings: Settings,
  say: (line: string) => void,
  now: Date,
): Promise<boolean> {
  const { sample_loaded_at, begun_empty_at } = await db
    .selectFrom("platform.installation")
    .select(["sample_loaded_at", "begun_empty_at"])
    .executeTakeFirstOrThrow();
  if (sample_loaded_at && !settings.sample) throw new Refusal(sampleStays(settings));
  if (sample_loaded_at || begun_empty_at) return sample_loaded_at !== null;
  if (!settings.sample) {
    await db.updateTable("platform.installation").set({ begun_empty_at: now }).execute();
    return false;
  }
  const somebody = await db.selectFrom("people.person").select("id").limit(1).executeTakeFirst();
  if (somebody) return false; // people came in another way, such as a restored backup: no new database
  say("Inviting the sample people …");
  const { loadSample } = await import("./sample/load.ts");
  await loadSample(db, now);
  return true;
}

function sampleStays({ database_url, var_dir }: Settings): string {
  return database_url
    ? "This database is full of sample people: to begin with an empty hub, let DATABASE_URL name an empty database."
    : `The database in ${var_dir} is full of sample people: to begin with an empty hub, delete ${var_dir}/postgres or give it another folder with VAR_DIR, then start again.`;
}
