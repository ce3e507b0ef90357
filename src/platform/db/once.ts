import { Forbidden } from "../errors.ts";
import type { Db, Tx } from "./pool.ts";

type Operation = { id: string; person: string | null; act: string };

/** Runs an act a phone may send twice: the second time gives the first answer and changes nothing. */
export async function once<Answer>(
  tx: Tx,
  operation: Operation,
  now: Date,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { id, person, act } = operation;
  const mine = await tx
    .insertInto("platform.operation")
    .values({ id, person_id: person, act, answer: "null", at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!mine) {
    const row = await tx
      .selectFrom("platform.operation")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (row.person_id !== person || row.act !== act) throw new Forbidden();
    return row.answer as Answer;
  }
  const answer = await run();
  await tx
    .updateTable("platform.operation")
    .set({ answer: JSON.stringify(answer) })
    .where("id", "=", id)
    .execute();
  return answer;
}

/** Forgets acts that no phone sends again: ids are kept 180 days. */
export async function forgetOperations(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 180 * 86_400_000);
  await db.deleteFrom("platform.operation").where("at", "<", before).execute();
}
