import type { Db, Tx } from "../../../platform/db/pool.ts";

export type Pair = { one: string; other: string };

/** Keeps that two records are two people; said again, the first who said it stays written. */
export async function tellApart(tx: Tx, { one, other }: Pair, by: string, now: Date): Promise<boolean> {
  const [one_id = "", other_id = ""] = [one, other].sort();
  const row = await tx
    .insertInto("people.told_apart")
    .values({ one_id, other_id, by_person_id: by, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("one_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Those who were told apart from this person, and by whom this was said, are nobody's any more. */
export async function forgetPairs(tx: Tx, person: string): Promise<void> {
  await tx
    .deleteFrom("people.told_apart")
    .where((eb) => eb.or([eb("one_id", "=", person), eb("other_id", "=", person)]))
    .execute();
  await tx
    .updateTable("people.told_apart")
    .set({ by_person_id: null })
    .where("by_person_id", "=", person)
    .execute();
}

/** When this person was told apart from others. */
export const pairsOf = (db: Db, person: string) =>
  db
    .selectFrom("people.told_apart")
    .select("at")
    .where((eb) => eb.or([eb("one_id", "=", person), eb("other_id", "=", person)]))
    .orderBy("at")
    .execute();
