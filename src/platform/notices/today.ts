import { audit } from "../audit/audit.ts";
import type { FeatureParts, Today } from "../feature.ts";
import { type Actor, holds } from "../http/actor.ts";
import { m } from "../i18n/words.ts";
import { counted, nothing } from "../today.ts";
import { failedNotices, reviveNotices } from "./failed.ts";

/** What was sent and did not arrive, for administrators: by reason and number, never to whom. */
export const noticesToday: Today = {
  look: async ({ db, now }, who) => {
    if (!holds(who, "administrator")) return nothing;
    const rows = await failedNotices(db, now());
    const lines = rows.map(({ failure, at, count, again }) => ({
      id: failure,
      at,
      text: () => m[`notices.today.${failure}`]({ count }),
      ...(again > 0 ? {} : { go: { text: () => m["notices.today.open"](), path: "/outbox" } }),
    }));
    const group = {
      key: "notices.failed",
      title: () => m["notices.today.title"](),
      lines,
      count: counted(rows.reduce((sum, row) => sum + row.count, 0)),
      all: { text: () => m["notices.today.open"](), path: "/outbox" },
      act: { one: () => m["notices.today.again"]() },
    };
    return { waiting: lines.length > 0 ? [group] : [], changed: [] };
  },
  acts: {
    "notices.failed": {
      run: async (parts, who, ids, now) => {
        let count = 0;
        for (const failure of ids) count += await sendAgain(parts, who, failure, now);
        return count;
      },
      said: ({ count }) => m["notices.today.sent_again"]({ count }),
    },
  },
};

/** Sends again what failed for this reason and can still be sent, in one transaction with its trace. */
const sendAgain = (
  { db, jobs }: Pick<FeatureParts, "db" | "jobs">,
  who: Actor,
  failure: string,
  now: Date,
): Promise<number> =>
  db.transaction().execute(async (tx) => {
    if (!holds(who, "administrator")) return 0;
    const ids = await reviveNotices(tx, failure, now);
    for (const id of ids) await jobs.enqueue(tx, "notices.deliver", { id });
    if (ids.length === 0) return 0;
    const subject = { kind: "outbox", id: failure };
    await audit(tx, { actor: who.id, act: "notices.try_again", subject }, now);
    return ids.length;
  });
