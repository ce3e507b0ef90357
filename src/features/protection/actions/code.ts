import { audit } from "../../../platform/audit/audit.ts";
import { dayIn } from "../../../platform/day.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { holdPerson } from "../../consents/index.ts";
import { ageOn, getPerson } from "../../people/index.ts";
import { canSignFor } from "../policy.ts";
import { endOf } from "../rules/clearances.ts";
import { grownAge } from "../rules/tasks.ts";
import { addClearance, clearancesOf, type Row } from "../store/clearances.ts";
import { type Code, currentCode } from "../store/code.ts";

/** The calendar of whoever may belong to several hubs, or to none. */
const zone = "Asia/Almaty";

export type Own = { code: Code; rows: Row[]; grown: boolean; day: string };

/** Opens one's own clearances, with the code of conduct to read and sign. */
export async function openOwn(db: Db, who: Actor, now: Date): Promise<Own> {
  const { birth_date } = found(await getPerson(db, who.id), (row) => canSignFor(who, row.id));
  const day = dayIn(zone, now);
  const rows = (await clearancesOf(db, [who.id])).get(who.id) ?? [];
  return { code: await currentCode(db), rows, grown: ageOn(birth_date, day) >= grownAge, day };
}

/**
 * Signs the code of conduct for oneself, by the words that were `read`; twice on a day is once. Answers false where other
 * words hold by now, and to young leaders, who do not sign: they never count as adults.
 */
export const signCode = (db: Db, who: Actor, read: string, now: Date): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    await holdPerson(tx, who.id);
    const { code, rows, grown, day } = await openOwn(tx, who, now);
    if (!grown || code.id !== read) return false;
    const kind = "code_of_conduct" as const;
    if (rows.some((row) => row.kind === kind && row.valid_from === day && !row.withdrawn)) return true;
    const row = { person_id: who.id, kind, document: null, valid_from: day, ends_on: endOf(kind, day) };
    await addClearance(tx, { ...row, at: now, recorded_by: who.id, code_id: code.id });
    const personal = { person: who.id, fields: { version: code.version } };
    const entry = { actor: who.id, act: "protection.sign", subject: { kind: "person", id: who.id } } as const;
    await audit(tx, { ...entry, personal }, now);
    return true;
  });
