import { fromKysely, PgBoss } from "pg-boss";
import type { Settings } from "../config.ts";
import type { Db, Tx } from "../db/pool.ts";
import { failedRuns, type Stopped, stoppedJobs } from "./stopped.ts";

/** One kind of background work: ids only in `data`, the handler calls an action. */
export type Job = {
  name: string;
  run: (
    parts: { db: Db; jobs: Jobs; settings: Settings; now: Date },
    data: Record<string, string>,
  ) => Promise<void>;
  /** When it runs by itself, as cron in UTC; without it only when enqueued. */
  cron?: string;
  /** How its queue differs from others: 15 minutes until it counts as lost, two more tries. */
  queue?: { expireInSeconds?: number; retryLimit?: number };
};

export type Jobs = {
  /** Enqueues in the caller's transaction: the job exists exactly when the act does. */
  enqueue: (tx: Tx, name: string, data: Record<string, string>) => Promise<void>;
  /** The kinds of work that stopped: failed after all their tries, and not done since. */
  stopped: () => Promise<Stopped[]>;
  /** Lets stopped work of one kind run again, in the caller's transaction; answers how much. */
  tryAgain: (tx: Tx, name: string) => Promise<number>;
  /** Waits for running work, then stops. */
  stop: () => Promise<void>;
};

/** So much stopped work begins again at once. */
const mostAgain = 1_000;

type Options = {
  url: string;
  db: Db;
  jobs: Job[];
  settings: Settings;
  now: () => Date;
  onError: (error: unknown) => void;
};

/** Starts the queue on the hub's own database; `work: false` only enqueues. */
export async function startJobs(options: Options & { work?: boolean }): Promise<Jobs> {
  const { db, settings, now } = options;
  const work = options.work ?? true;
  const boss = new PgBoss({
    connectionString: options.url,
    schema: "jobs",
    max: 3,
    useListenNotify: work,
    supervise: work,
    schedule: work,
  });
  boss.on("error", options.onError);
  await boss.start();
  const jobs: Jobs = {
    enqueue: async (tx, name, data) => {
      await boss.send(name, data, { db: fromKysely(tx), retryLimit: 5, retryDelay: 30, retryBackoff: true });
    },
    stopped: () => stoppedJobs(db, options.jobs),
    tryAgain: async (tx, name) => {
      const job = options.jobs.find((each) => each.name === name);
      // What comes by itself needs to be done once, however often it failed.
      const ids = job ? await failedRuns(tx, name, job.cron ? 1 : mostAgain) : [];
      if (ids.length > 0) await boss.retry(name, ids, { db: fromKysely(tx) });
      return ids.length;
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
  for (const job of options.jobs) await boss.createQueue(job.name, job.queue);
  if (!work) return jobs;
  for (const job of options.jobs) {
    await boss.work<Record<string, string>>(job.name, { pollingIntervalSeconds: 2 }, async (batch) => {
      for (const each of batch) await job.run({ db, jobs, settings, now: now() }, each.data ?? {});
    });
    if (job.cron) await boss.schedule(job.name, job.cron);
  }
  return jobs;
}
