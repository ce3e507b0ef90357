import { randomUUID } from "node:crypto";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { PgBoss } from "pg-boss";
import { afterAll, inject } from "vitest";
import { createApp } from "../src/app.ts";
import { jobsOfAll } from "../src/jobs.ts";
import { readSettings, type Settings } from "../src/platform/config.ts";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { type Jobs, startJobs } from "../src/platform/jobs/jobs.ts";
import { fullnessOf } from "../src/platform/system/disk.ts";
import { databaseUrl } from "./database.ts";

/** What was enqueued since the test last ran it: the queue of tests, run by hand and in order. */
export type TestJobs = Jobs & { run: () => Promise<void> };

export type TestHub = {
  db: Db;
  app: FastifyInstance;
  jobs: TestJobs;
  settings: Settings;
  /** The clock of this hub; `set` moves it. */
  now: () => Date;
  set: (moment: string | Date) => void;
  /** Leaves this share of the hub's disk free, which is all of it at first. */
  fill: (free: number) => void;
  visit: (options: InjectOptions & { session?: string }) => Promise<LightMyRequestResponse>;
};

/** A real app on a real, empty, migrated database of its own, with a clock that stands still until set. */
export async function openHub(
  environment: Record<string, string> = {},
  prepare: (db: Db, now: Date) => Promise<void> = async () => {},
): Promise<TestHub> {
  const { db, url } = await ownDatabase();
  let moment = new Date("2026-11-22T06:00:00Z");
  const now = () => moment;
  const settings = readSettings({
    NODE_ENV: "test",
    LOG_LEVEL: "error",
    SECRET: "s".repeat(40),
    DATABASE_URL: url,
    ...environment,
  });
  await prepare(db, now());
  const jobs = await openJobs(url, db, settings, now);
  let free = 1;
  const room = () => ({ free: free * 10 ** 9, total: 10 ** 9 });
  const disk = { room, fullness: () => fullnessOf(room(), settings.disk_guard) };
  const app = await createApp({ settings, db, jobs, now, disk });
  await app.ready();
  afterAll(async () => {
    await app.close();
    await jobs.stop();
  });
  return {
    db,
    app,
    jobs,
    settings,
    now,
    set: (to) => {
      moment = new Date(to);
    },
    fill: (share) => {
      free = share;
    },
    visit: async ({ session, ...options }) =>
      app.inject({
        ...options,
        headers: { "sec-fetch-site": "same-origin", ...options.headers },
        cookies: { ...(session ? { session } : {}), ...options.cookies },
      }),
  };
}

/** A database of this test file's own, copied from the migrated template; dropped at the end. */
export async function ownDatabase(): Promise<{ db: Db; url: string }> {
  const { url: server, template } = JSON.parse(inject("server")) as { url: string; template: string };
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const main = connect(server, { max: 1 });
  await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(main);
  const url = databaseUrl(server, name);
  const db = connect(url, { max: 8 });
  afterAll(async () => {
    await db.destroy();
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(main);
    await main.destroy();
  });
  return { db, url };
}

/** The real queue, which runs only when the test says so. */
async function openJobs(url: string, db: Db, settings: Settings, now: () => Date): Promise<TestJobs> {
  const onError = (error: unknown) => {
    throw error;
  };
  const jobs = await startJobs({ url, db, jobs: jobsOfAll, settings, now, onError, work: false });
  const boss = new PgBoss({
    connectionString: url,
    schema: "jobs",
    max: 1,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  await boss.start();
  const run = async () => {
    for (const job of jobsOfAll)
      for (const each of await boss.fetch<Record<string, string>>(job.name, { batchSize: 1000 })) {
        await job.run({ db, jobs, settings, now: now() }, each.data);
        await boss.complete(job.name, each.id);
      }
  };
  const stop = async () => {
    await boss.stop({ graceful: false });
    await jobs.stop();
  };
  return { ...jobs, run, stop };
}
