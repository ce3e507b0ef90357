import type { Db } from "../../../platform/db/pool.ts";
import type { Keys } from "../../../platform/keys.ts";
import type { Factors } from "../rules/second-factor.ts";
import { getApp } from "../store/factors.ts";
import { countKeys } from "../store/passkeys.ts";
import { openSecret } from "../totp.ts";

/**
 * Which second factors somebody can give. An app that was sealed with another secret than this hub has now, as after a
 * restore without it, can never be right again: it counts as none, and is set up anew (decision 0012).
 */
export async function factorsOf(db: Db, keys: Keys, person: string): Promise<Factors> {
  const app = await getApp(db, person);
  const opens = app !== undefined && openSecret(keys, person, app.sealed) !== undefined;
  return { app: opens, keys: await countKeys(db, person) };
}
