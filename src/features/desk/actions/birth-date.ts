import { once } from "../../../platform/db/once.ts";
import { Forbidden } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { followAge, holdPerson } from "../../consents/index.ts";
import { correctBirthDate } from "../../people/index.ts";
import { meet } from "../meeting.ts";

type Parts = Pick<FeatureParts, "db" | "notices" | "consentChanged" | "ageChanged">;
type Correction = { person: string; birth_date: string; reason: string; operation: string };

/**
 * Sets somebody's birth date right and runs every rule about age anew, in one transaction: waiting, posts, guardianship,
 * terms. Nobody does it for themselves. Safe to repeat.
 */
export const setBirthDateRight = (parts: Parts, who: Actor, told: Correction, now: Date): Promise<void> =>
  parts.db.transaction().execute(async (tx) => {
    const { person, birth_date, reason, operation } = told;
    if (person === who.id) throw new Forbidden();
    await holdPerson(tx, person);
    await meet(tx, who, person);
    await once(tx, { id: operation, person: who.id, act: "desk.correct_birth_date" }, now, async () => {
      if (!(await correctBirthDate(tx, { person, birth_date, reason, by: who.id }, now))) return "same";
      await parts.ageChanged(tx, person, now);
      await followAge(tx, parts, person, now);
      return "corrected";
    });
  });
