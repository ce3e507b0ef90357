import type { Db } from "../../../platform/db/pool.ts";

/** Whether people can say today that they live there. */
export async function isInhabited(db: Db, code: string): Promise<boolean> {
  const row = await db
    .selectFrom("places.v_settlement")
    .select("code")
    .where("code", "=", code)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The codes of a district's settlements; those that left the register too, for people who still live there. */
export async function settlementsOf(db: Db, district: string): Promise<string[]> {
  const rows = await db
    .selectFrom("places.v_settlement")
    .select("code")
    .where("district_code", "=", district)
    .$castTo<{ code: string }>()
    .execute();
  return rows.map((row) => row.code);
}
