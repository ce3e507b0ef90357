import type { Today } from "../../platform/feature.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, nothing } from "../../platform/today.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { handledBy } from "./policy.ts";
import { waitingForSecond } from "./store/paper-lists.ts";

/** Papers that somebody else has recorded and this person may compare with their scan; a line for each hub. */
export const papers: Today = {
  look: async ({ db }, who) => {
    const hubs = handledBy(who);
    const rows = hubs.length > 0 ? await waitingForSecond(db, hubs, who.id) : [];
    if (rows.length === 0) return nothing;
    const named = await Promise.all(rows.map(async (row) => ({ ...row, hub: await getHub(db, row.hub_id) })));
    const lines = named.flatMap(({ hub, at, count }) => {
      if (!hub) return [];
      const text = () => m["consents.today.papers_line"]({ hub: hubName(hub, language()), count });
      const go = { text: () => m["consents.today.papers_open"](), path: `/hubs/${hub.slug}/papers` };
      return [{ id: hub.id, at, text, go }];
    });
    const count = counted(rows.reduce((sum, row) => sum + row.count, 0));
    return {
      waiting: [{ key: "consents.papers", title: () => m["consents.today.papers"](), lines, count }],
      changed: [],
    };
  },
};
