import { fromKysely, PgBoss } from "pg-boss";
import type { Settings } from "../config.ts";
import type { Db, Tx } from "../db/pool.ts";

/** One kind of background work: ids only in `data`, the handler calls an action. */
export type Job = {
  name: string;
  run: (
    parts: { db: Db; jobs: Jobs; settings: Settings; now: Date },
    data: Record<string, string>,
  ) => Promise<void>;
  /** When it runs by itself, as cron in UTC; without it only when enqueued. */
  cron?: string;
};

export type Jobs = {
  /** Enqueues in the caller's transaction: the job exists exactly when the act does. */
  enqueue: (tx: Tx, name: string, data: Record<string, string>) => Promise<void>;
  /** Waits for running work, then stops. */
  stop: () => Promise<void>;
};

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
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
  for (const job of options.jobs) await boss.createQueue(job.name);
  if (!work) return jobs;
  for (const job of options.jobs) {
    await boss.work<Record<string, string>>(job.name, { pollingIntervalSeconds: 2 }, async (batch) => {
      for (const each of batch) await job.run({ db, jobs, settings, now: now() }, each.data ?? {});
    });
    if (job.cron) await boss.schedule(job.name, job.cron);
  }
  return jobs;
}
