import { audit } from "../../../platform/audit/audit.ts";
import type { Db } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Hub } from "../../hubs/index.ts";
import { type AdultLine, linesOf } from "../present.ts";
import { type Asked, type Page, pageOfAdults } from "../store/adults.ts";
import { clearancesOf } from "../store/clearances.ts";
import { hereAt } from "./clearances.ts";

export type Listed = Omit<Page, "rows"> & { rows: AdultLine[] };

/** One page of the adults of a hub this person handles. That it was read is written down. */
export const openAdults = (db: Db, who: Actor, hub: Hub, asked: Asked, now: Date): Promise<Listed> =>
  db.transaction().execute(async (tx) => {
    const subject = { kind: "hub", id: hub.id };
    await audit(tx, { actor: who.id, act: "protection.list", subject, hub: hub.id }, now);
    return readAdults(tx, who, hub, asked, now);
  });

/** One page of the adults of a hub, with where everything stands today. */
export async function readAdults(db: Db, who: Actor, hub: Hub, asked: Asked, now: Date): Promise<Listed> {
  const here = hereAt(hub, now);
  const page = await pageOfAdults(db, here, asked);
  const ids = page.rows.map(({ id }) => id);
  const rows = await clearancesOf(db, ids);
  const lines = page.rows.map((adult) => ({
    ...adult,
    own: adult.id === who.id,
    lines: linesOf(rows.get(adult.id) ?? [], here.day),
  }));
  return { ...page, rows: lines };
}
