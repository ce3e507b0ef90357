import type { Today } from "../../platform/feature.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, nothing } from "../../platform/today.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { handledBy } from "./policy.ts";
import { terms } from "./rules/asking.ts";
import { unansweredIn } from "./store/unanswered.ts";

/** Guardians who were asked and reminded and have not answered: numbers only, for who waits is read elsewhere. */
export const today: Today = {
  look: async ({ db, now }, who) => {
    const hubs = handledBy(who);
    if (hubs.length === 0) return nothing;
    const before = new Date(now().getTime() - terms.unanswered_days * 86_400_000);
    const rows = await unansweredIn(db, hubs, before);
    if (rows.length === 0) return nothing;
    const named = await Promise.all(rows.map(async (row) => ({ ...row, hub: await getHub(db, row.hub_id) })));
    const lines = named.map(({ hub_id, hub, count, at }) => ({
      id: hub_id,
      at,
      ...(count > 1 ? { several: true as const } : {}),
      text: () =>
        [
          hub && named.length > 1 ? hubName(hub, language()) : "",
          m["consents.today.line"]({ count, days: terms.unanswered_days }),
        ]
          .filter(Boolean)
          .join(": "),
      go: { text: () => m["consents.today.open"](), path: hub ? `/hubs/${hub.slug}/consents` : "/consents" },
    }));
    const count = counted(rows.reduce((sum, row) => sum + row.count, 0));
    const group = { key: "consents.unanswered", title: () => m["consents.today.title"](), lines, count };
    return { waiting: [group], changed: [] };
  },
};
