import { audit } from "../audit/audit.ts";
import type { FeatureParts, Today } from "../feature.ts";
import { type Actor, holds } from "../http/actor.ts";
import { m } from "../i18n/words.ts";
import { counted, nothing } from "../today.ts";

const sentences = new Map<string, () => string>(
  Object.entries(m).flatMap(([key, say]) => {
    const [, feature, name] = /^([a-z_]+)\.job\.(.+)$/.exec(key) ?? [];
    return feature && name ? [[`${feature}.${name}`, say as () => string] as const] : [];
  }),
);

/** What a kind of work does, in the language being spoken; `<feature>.job.<name>` in the feature's messages. */
export const jobInWords = (name: string): string | undefined => sentences.get(name)?.();

/** Delivering notices stops for reasons of its own, which the outbox tells. */
const toldElsewhere = "notices.deliver";

/** Work in the background that stopped, for administrators. */
export const jobsToday: Today = {
  look: async ({ jobs }, who) => {
    if (!holds(who, "administrator")) return nothing;
    const stopped = (await jobs.stopped()).filter(({ name }) => name !== toldElsewhere);
    const lines = stopped.map(({ name, since }) => ({
      id: name,
      at: since,
      text: () => jobInWords(name) ?? name,
    }));
    const group = {
      key: "jobs.stopped",
      title: () => m["jobs.today.title"](),
      lines,
      count: counted(lines.length),
      act: { one: () => m["jobs.today.again"]() },
    };
    return { waiting: lines.length > 0 ? [group] : [], changed: [] };
  },
  acts: {
    "jobs.stopped": {
      run: async (parts, who, ids, now) => {
        let count = 0;
        for (const name of ids) count += await runAgain(parts, who, name, now);
        return count;
      },
      said: ({ count }) => m["jobs.today.started"]({ count }),
    },
  },
};

const runAgain = (
  { db, jobs }: Pick<FeatureParts, "db" | "jobs">,
  who: Actor,
  name: string,
  now: Date,
): Promise<number> =>
  db.transaction().execute(async (tx) => {
    if (!holds(who, "administrator")) return 0;
    if ((await jobs.tryAgain(tx, name)) === 0) return 0;
    await audit(tx, { actor: who.id, act: "jobs.try_again", subject: { kind: "job", id: name } }, now);
    return 1;
  });
