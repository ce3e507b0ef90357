import { m } from "../../i18n/words.ts";
import { lasting, moment } from "../said.ts";
import type { Standing, StateLine } from "../state.ts";
import { noticeFacts, type NoticeFacts, queueFacts } from "../store.ts";

/** How long due work may wait before somebody should look. */
const patience = 10 * 60_000;

/** What waits in the queue, how long already, and what failed for good. */
export const queueLine: StateLine = {
  name: "queue",
  read: async ({ db }, now) => {
    const { waiting, failed, oldest } = await queueFacts(db, now);
    const age = oldest ? Math.max(0, now.getTime() - oldest.getTime()) : 0;
    const late = age > patience;
    return {
      name: "queue",
      title: m["system.queue.title"],
      value: () => m["system.queue.value"]({ count: waiting }),
      says: () =>
        oldest
          ? m["system.queue.oldest"]({ time: lasting(age), failed })
          : m["system.queue.idle"]({ failed }),
      standing: late ? "bad" : failed > 0 ? "care" : "good",
      remedy: late ? m["system.queue.late"] : failed > 0 ? m["system.queue.failed"] : undefined,
      gauges: [
        { name: "dostyq_queue_waiting", help: "Jobs that are due and not begun", value: waiting },
        { name: "dostyq_queue_failed", help: "Jobs that failed for good within a day", value: failed },
        { name: "dostyq_queue_oldest_seconds", help: "Age of the oldest due job", value: age / 1000 },
      ],
    };
  },
};

/** Whether letters leave the house and arrive. */
export const mailLine: StateLine = {
  name: "mail",
  read: async ({ db, settings }, now) => {
    const facts = await noticeFacts(db, now);
    const { waiting, failed, delivered_at } = facts;
    const set = Boolean(settings.smtp_url);
    const standing = standingOf(facts, set, settings.production);
    return {
      name: "mail",
      title: m["system.mail.title"],
      value: () => (set ? m["system.mail.value"]({ count: waiting }) : m["system.mail.off"]()),
      says: () => saysOf(facts, set),
      standing,
      remedy: set
        ? failed > 0
          ? m["system.mail.failing"]
          : undefined
        : settings.production
          ? m["system.mail.set"]
          : undefined,
      href: "/outbox",
      gauges: [
        { name: "dostyq_notices_waiting", help: "Notices that are not delivered yet", value: waiting },
        { name: "dostyq_notices_failed", help: "Notices of the last day that failed", value: failed },
        {
          name: "dostyq_notices_last_delivered_seconds",
          help: "When a notice was last delivered, as seconds since 1970; 0 where none was",
          value: (delivered_at?.getTime() ?? 0) / 1000,
        },
      ],
    };
  },
};

function standingOf({ failed, failed_at, delivered_at }: NoticeFacts, set: boolean, real: boolean): Standing {
  if (!set) return real ? "bad" : "plain";
  if (failed === 0) return "good";
  return delivered_at && failed_at && delivered_at > failed_at ? "care" : "bad";
}

function saysOf({ failed, delivered_at }: NoticeFacts, set: boolean): string {
  if (!set) return m["system.mail.kept"]();
  const last = delivered_at
    ? m["system.mail.delivered"]({ time: moment(delivered_at) })
    : m["system.mail.never"]();
  return failed > 0 ? `${last} ${m["system.mail.failed"]({ count: failed })}` : last;
}
