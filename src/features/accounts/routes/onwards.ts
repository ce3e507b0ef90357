import type { FeatureParts } from "../../../platform/feature.ts";
import { wayOn, withNext } from "../forms.ts";
import { getSet } from "../store/recovery-codes.ts";

type Parts = Pick<FeatureParts, "db" | "now" | "firstStop">;

/** Where somebody goes who has just shown who they are: to what they are asked to see first, else where they wanted. */
export async function arrive({ db, now, firstStop }: Parts, person: string, next: string): Promise<string> {
  const first = await firstStop(db, person, now());
  return first && !next.startsWith(first) ? withNext(first, next) : wayOn(next);
}

/** The same after the second step: to codes they have not put away yet before anything else. */
export async function onwards(parts: Parts, person: string, next: string): Promise<string> {
  const set = await getSet(parts.db, person);
  return set && set.kept_at === null ? withNext("/me/security/codes", next) : arrive(parts, person, next);
}
