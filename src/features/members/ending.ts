import { audit } from "../../platform/audit/audit.ts";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { daysWaiting } from "./rules.ts";
import {
  changeStatus,
  lockMembership,
  type Membership,
  membershipsOf,
  waitingSince,
} from "./store/memberships.ts";
import { postsOf } from "./store/posts.ts";

/** Forgets a person in every room of the house; `app.ts` knows them all. */
export type Erase = (tx: Tx, person: string, now: Date) => Promise<void>;

/**
 * Ends waiting to which nobody answered for 30 days: whoever belongs nowhere else is erased, the others leave that hub.
 * Each in a transaction of its own, so that one failure keeps nobody else waiting.
 */
export async function endWaiting(db: Db, erase: Erase, now: Date): Promise<void> {
  const before = new Date(now.getTime() - daysWaiting * 86_400_000);
  for (const each of await waitingSince(db, before))
    await db.transaction().execute((tx) => endOne(tx, each, before, erase, now));
}

async function endOne(tx: Tx, { person_id, hub_id }: Membership, before: Date, erase: Erase, now: Date) {
  const row = await lockMembership(tx, person_id, hub_id);
  if (row?.status !== "waiting_for_consent" || row.status_at > before) return;
  const subject = { kind: "membership", id: row.id };
  await audit(tx, { actor: null, act: "members.end_waiting", subject, hub: hub_id }, now);
  const elsewhere = (await membershipsOf(tx, person_id)).some(
    (each) => each.hub_id !== hub_id && each.status !== "left",
  );
  const onDuty = (await postsOf(tx, person_id)).some((each) => each.until === null);
  if (!elsewhere && !onDuty) return erase(tx, person_id, now);
  await changeStatus(tx, { membership: row.id, from: row.status, to: "left", by: null }, now);
}
