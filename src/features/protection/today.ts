import type { Today } from "../../platform/feature.ts";
import { formatDate } from "../../platform/i18n/format.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, nothing } from "../../platform/today.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { hereAt } from "./actions/clearances.ts";
import { handledBy } from "./policy.ts";
import { lastDayOf, soonDays } from "./rules/clearances.ts";
import { endingIn } from "./store/adults.ts";

/** Clearances that end within thirty days, hub by hub: how many adults, and when the first. */
export const today: Today = {
  look: async ({ db, now }, who) => {
    const hubs = await Promise.all(handledBy(who).map((id) => getHub(db, id)));
    const read = hubs.map(async (hub) => hub && { hub, ...(await endingIn(db, hereAt(hub, now()))) });
    const rows = (await Promise.all(read)).flatMap((row) =>
      row?.first ? [{ ...row, first: row.first }] : [],
    );
    if (rows.length === 0) return nothing;
    const lines = rows.map(({ hub, count, first }) => ({
      id: hub.id,
      at: new Date(Date.parse(first) - soonDays * 86_400_000),
      text: () => {
        const line = m["protection.today.line"]({ count, date: formatDate(lastDayOf(first)) });
        return rows.length > 1 ? `${hubName(hub, language())}: ${line}` : line;
      },
      go: { text: () => m["protection.today.open"](), path: `/hubs/${hub.slug}/clearances?view=soon` },
    }));
    const count = counted(rows.reduce((sum, row) => sum + row.count, 0));
    const group = { key: "protection.ending", title: () => m["protection.today.title"](), lines, count };
    return { waiting: [group], changed: [] };
  },
};
