import type { Db } from "../../platform/db/pool.ts";
import type { Today } from "../../platform/feature.ts";
import { language } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { counted, linesAGroup, nothing, type TodayGroup } from "../../platform/today.ts";
import { getHub, hubName } from "../hubs/index.ts";
import { papers } from "./paper-today.ts";
import { handledBy } from "./policy.ts";
import { terms } from "./rules/asking.ts";
import { grownUnanswered } from "./store/grown.ts";
import { unansweredIn } from "./store/unanswered.ts";

/** What waits for those who handle consents. */
export const today: Today = {
  look: async (parts, who, since) => {
    const both = await Promise.all([papers, calls].map((each) => each.look(parts, who, since)));
    return { waiting: both.flatMap(({ waiting }) => waiting), changed: [] };
  },
};

/** Guardians to be called, and what must not go on after an 18th birthday: numbers only, for who waits is read elsewhere. */
const calls: Today = {
  look: async ({ db, now }, who) => {
    const hubs = handledBy(who);
    if (hubs.length === 0) return nothing;
    const groups = [await unanswered(db, hubs, now()), await grown(db, hubs)];
    return { waiting: groups.filter(({ lines }) => lines.length > 0), changed: [] };
  },
};

/** Guardians who were asked and reminded and have not answered: numbers only, for who waits is read elsewhere. */
async function unanswered(db: Db, hubs: string[], now: Date): Promise<TodayGroup> {
  const before = new Date(now.getTime() - terms.unanswered_days * 86_400_000);
  const rows = await unansweredIn(db, hubs, before);
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
  return { key: "consents.unanswered", title: () => m["consents.today.title"](), lines, count };
}

/** Whoever turned 18 keeps their place, but nothing that needs agreement may go on before their own. */
async function grown(db: Db, hubs: string[]): Promise<TodayGroup> {
  const rows = await grownUnanswered(db, hubs, linesAGroup);
  return {
    key: "consents.grown",
    title: () => m["consents.today.grown"](),
    lines: rows.map(({ id, given_name, surname, at }) => ({
      id,
      at,
      about: [{ text: `${surname} ${given_name}`, path: `/people/${id}` }],
      text: () => m["consents.today.grown_line"](),
    })),
    count: counted(rows[0]?.count ?? 0),
  };
}
