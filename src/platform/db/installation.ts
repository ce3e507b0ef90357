import type { Db } from "./pool.ts";

/** Whether the people of this database are samples, who may be shown and signed in as. */
export async function isSampleHub(db: Db): Promise<boolean> {
  const row = await db.selectFrom("platform.installation").select("sample_loaded_at").executeTakeFirst();
  return Boolean(row?.sample_loaded_at);
}
