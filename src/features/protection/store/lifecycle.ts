import type { PersonContract } from "../../../platform/feature.ts";
import { clearancesOf } from "./clearances.ts";

/** What this feature knows of a person, and how it forgets or joins them. */
export const person: PersonContract = {
  tables: ["protection.clearance"],
  export: async (db, id) => ({
    clearances: ((await clearancesOf(db, [id])).get(id) ?? []).map(
      ({ kind, document, valid_from, ends_on, at, withdrawn_at, withdrawn_reason }) => ({
        kind,
        document,
        valid_from,
        ends_on,
        at,
        withdrawn_at,
        withdrawn_reason,
      }),
    ),
  }),
  erase: async (tx, id) => {
    await tx.deleteFrom("protection.clearance").where("person_id", "=", id).execute();
    for (const column of ["recorded_by", "withdrawn_by"] as const)
      await tx
        .updateTable("protection.clearance")
        .set({ [column]: null })
        .where(column, "=", id)
        .execute();
  },
  /** What one of the two had recorded of the other was recorded of oneself: it goes. */
  merge: async (tx, from, into) => {
    const both = [from, into];
    await tx
      .deleteFrom("protection.clearance")
      .where("person_id", "in", both)
      .where("recorded_by", "in", both)
      .where("kind", "<>", "code_of_conduct")
      .execute();
    for (const column of ["person_id", "recorded_by", "withdrawn_by"] as const)
      await tx
        .updateTable("protection.clearance")
        .set({ [column]: into })
        .where(column, "=", from)
        .execute();
  },
  onConsentChange: async () => {},
  // Age is read anew each time: whoever turns out to be younger is cleared on no day.
  onAgeChange: async () => {},
};
