import { generateSecret } from "otplib";
import type { Db } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Keys } from "../../../platform/keys.ts";
import { getApp, putApp } from "../store/factors.ts";
import { codeAt, openSecret, sealSecret } from "../totp.ts";

/** Somebody of the sample with a post has an app, as they would have by now; what it shows, the page tells. */
export const giveSampleApp = (
  { db, keys }: Pick<FeatureParts, "db" | "keys">,
  person_id: string,
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    if (await getApp(tx, person_id)) return;
    const sealed = sealSecret(keys, person_id, generateSecret());
    await putApp(tx, { person_id, sealed, set_at: now, last_step: 0 });
  });

/** The next code that the app of a sample person would show and that has not been used. */
export async function codeOfSample(
  db: Db,
  keys: Keys,
  person: string,
  now: Date,
): Promise<string | undefined> {
  const app = await getApp(db, person);
  const secret = app && openSecret(keys, person, app.sealed);
  return secret ? codeAt(secret, now, app.last_step) : undefined;
}
