import path from "node:path";
import { sql } from "kysely";
import type { TestProject } from "vitest/node";
import { readSettings } from "../src/platform/config.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { connect } from "../src/platform/db/pool.ts";
import { jobsOfAll } from "../src/jobs.ts";
import { startJobs } from "../src/platform/jobs/jobs.ts";
import { root } from "../src/platform/root.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: string;
  }
}

/** One real PostgreSQL for all tests, with a migrated template from which every test file copies its own database. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given
    ? { url: given, stop: async () => {} }
    : await (
        await import("../src/platform/db/server.ts")
      ).startDatabase({ dir: path.join(root, "var/test"), log: () => {}, settings: { fsync: "off" } });
  const template = `template_${process.pid}`;
  const main = connect(server.url, { max: 1 });
  await sql`create database ${sql.id(template)}`.execute(main);
  const db = connect(databaseUrl(server.url, template), { max: 1 });
  await migrate(db);
  const jobs = await startJobs({
    url: databaseUrl(server.url, template),
    db,
    jobs: jobsOfAll,
    settings: readSettings({}),
    now: () => new Date(),
    onError: console.error,
    work: false,
  });
  await jobs.stop();
  await db.destroy();
  project.provide("server", JSON.stringify({ url: server.url, template }));
  close = async () => {
    await sql`drop database if exists ${sql.id(template)} with (force)`.execute(main);
    await main.destroy();
    await server.stop();
  };
}

export const teardown = (): Promise<void> => close();

let close = async (): Promise<void> => {};

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
