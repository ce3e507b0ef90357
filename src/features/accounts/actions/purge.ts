import { forgetOperations } from "../../../platform/db/once.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { daysAfter, minutesAfter, terms } from "../rules.ts";
import { forgetCards } from "../store/cards.ts";
import { forgetRecoveries } from "../store/recoveries.ts";
import { forgetCodes } from "../store/codes.ts";
import { forgetAttempts } from "../store/attempts.ts";
import { wipeShown } from "../store/recovery-codes.ts";
import { forgetSessions } from "../store/sessions.ts";

/** Forgets what has had its time: codes and attempts after a day, sessions and cards a month after their end, old operation ids. */
export async function purge(db: Db, now: Date): Promise<void> {
  await forgetCodes(db, daysAfter(now, -1));
  await forgetAttempts(db, daysAfter(now, -1));
  await forgetCards(db, daysAfter(now, -30));
  await forgetSessions(db, daysAfter(now, -30));
  await forgetRecoveries(db, daysAfter(now, -terms.recovery_kept_days));
  await wipeShown(db, minutesAfter(now, -terms.codes_shown));
  await forgetOperations(db, now);
}
