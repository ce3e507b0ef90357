import { addSamplePapers } from "../features/consents/index.ts";
import type { Tx } from "../platform/db/pool.ts";
import { castId } from "./cast.ts";
import type { Invented } from "./people.ts";

/** Papers of those who wait in Kokshetau: some have come back. */
export async function addPapers(db: Tx, hub: string, people: Invented[], now: Date): Promise<void> {
  const waiting = people.filter(({ status }) => status === "waiting_for_consent").map(({ id }) => id);
  const coordinator = castId("coordinator kokshetau");
  const focal_point = castId("safeguarding_focal_point");
  await addSamplePapers(db, { hub, people: waiting, coordinator, focal_point }, now);
}
