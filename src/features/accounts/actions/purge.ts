import { forgetOperations } from "../../../platform/db/once.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { daysAfter } from "../rules.ts";
import { forgetCodes } from "../store/codes.ts";
import { forgetAttempts } from "../store/passwords.ts";
import { forgetSessions } from "../store/sessions.ts";

/** Forgets what has had its time: codes and attempts after a day, sessions a month after their end, old operation ids. */
export async function purge(db: Db, now: Date): Promise<void> {
  await forgetCodes(db, daysAfter(now, -1));
  await forgetAttempts(db, daysAfter(now, -1));
  await forgetSessions(db, daysAfter(now, -30));
  await forgetOperations(db, now);
}
