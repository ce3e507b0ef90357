import type { FeatureParts } from "../../../platform/feature.ts";
import { wayOn, withNext } from "../forms.ts";
import { getSet } from "../store/recovery-codes.ts";

/** Where somebody goes who has just finished signing in: to codes they have not put away yet, else where they wanted. */
export async function onwards({ db }: FeatureParts, person: string, next: string): Promise<string> {
  const set = await getSet(db, person);
  return set && set.kept_at === null ? withNext("/me/security/codes", next) : wayOn(next);
}
