import { chainState } from "../../platform/audit/state.ts";
import type { Today } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, nothing } from "../../platform/today.ts";
import { canReadAll } from "./policy.ts";

/** A chain that does not stand, or that nobody seals, for those who answer for it. */
export const auditToday: Today = {
  look: async ({ db, now }, who) => {
    if (!canReadAll(who)) return nothing;
    const { stoppedSince, check } = await chainState(db, now());
    const go = { text: () => m["audit.today.open"](), path: "/audit" };
    const lines = [
      ...(stoppedSince
        ? [{ id: "stopped", at: stoppedSince, text: () => m["audit.today.stopped"](), go }]
        : []),
      ...(check?.problem ? [{ id: "broken", at: check.at, text: () => m["audit.today.broken"](), go }] : []),
    ];
    const group = {
      key: "audit.chain",
      title: () => m["audit.today.title"](),
      lines,
      count: counted(lines.length),
    };
    return { waiting: lines.length > 0 ? [group] : [], changed: [] };
  },
};
