import { audit } from "../../../platform/audit/audit.ts";
import type { Withdrawal } from "../../../platform/backup/erasures.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { withdrawRow } from "../store/ledger.ts";

/** Withdraws what a restored backup brought back, in every room and before the hub opens; answers how much stood. */
export async function withdrawAgain(
  tx: Tx,
  { consentChanged }: Pick<FeatureParts, "consentChanged">,
  withdrawals: Withdrawal[],
  now: Date,
): Promise<number> {
  let count = 0;
  const people = new Set<string>();
  for (const each of withdrawals) {
    const row = await withdrawRow(tx, each);
    if (!row) continue;
    count += 1;
    people.add(row.person_id);
    const about = { kind: "person", id: row.person_id };
    const personal = { person: row.person_id, fields: { purpose: row.purpose } };
    await audit(tx, { actor: null, act: "consents.withdraw_again", subject: about, personal }, now);
  }
  for (const person of people) await consentChanged(tx, person, now);
  return count;
}
