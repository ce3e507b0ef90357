import type { Db } from "../db/pool.ts";
import { minutesUnsealed } from "./sealing.ts";
import type { Problem } from "./verifying.ts";

/** How the chain stands, for whoever answers for it. */
export type ChainState = {
  /** The last seal; undefined before the first. */
  last: { position: number; at: Date } | undefined;
  /** Since when an entry has waited too long for its seal. */
  stoppedSince: Date | undefined;
  /** What the last check of the whole chain found; undefined before the first. */
  check: { at: Date; entries: number; problem: Problem | undefined } | undefined;
};

/** How the chain stands now. */
export async function chainState(db: Db, now: Date): Promise<ChainState> {
  const last = await db
    .selectFrom("platform.audit_seal")
    .select(["position", "sealed_at as at"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  const oldest = await db
    .selectFrom("platform.audit_unsealed")
    .innerJoin("platform.audit_entry", "id", "entry_id")
    .select("at")
    .orderBy("entry_id")
    .limit(1)
    .executeTakeFirst();
  const late = new Date(now.getTime() - minutesUnsealed * 60_000);
  const stopped = oldest && oldest.at < late;
  return { last, stoppedSince: stopped ? oldest.at : undefined, check: await lastCheck(db) };
}

async function lastCheck(db: Db): Promise<ChainState["check"]> {
  const row = await db
    .selectFrom("platform.audit_check")
    .select(["at", "entries", "problem", "place"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { at, entries, problem, place } = row;
  return {
    at,
    entries,
    problem: problem ? { kind: problem as Problem["kind"], place: place ?? "" } : undefined,
  };
}
