import type { Today } from "../../platform/feature.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, linesAGroup, nothing } from "../../platform/today.ts";
import { listVouchable } from "./store/recoveries.ts";

/** Who has lost their second factor and waits for a word of whoever reads this. */
export const today: Today = {
  look: async ({ db, now }, who) => {
    const asked = (await listVouchable(db, who, now())).filter((each) => !each.waits_until && !each.mine);
    if (asked.length === 0) return nothing;
    const lines = asked.slice(0, linesAGroup).map(({ id, name, asked_at, confirmed }) => ({
      id,
      at: asked_at,
      about: [{ text: name, path: `/recoveries/${id}` }],
      text: () => m["accounts.recoveries.confirmed"]({ confirmed }),
      go: { text: () => m["accounts.today.look"](), path: `/recoveries/${id}` },
    }));
    const all = { text: () => m["accounts.recoveries.title"](), path: "/recoveries" };
    const title = () => m["accounts.recoveries.title"]();
    return {
      waiting: [{ key: "accounts.recoveries", title, lines, count: counted(asked.length), all }],
      changed: [],
    };
  },
};
