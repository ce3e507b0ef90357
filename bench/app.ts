// The real app for measuring: built as in production, and able to tell which SQL one page runs.
import type { FloorRoute } from "./floor.ts";
import { createApp } from "../src/app.ts";
import { jobsOfAll } from "../src/jobs.ts";
import { readSettings } from "../src/platform/config.ts";
import { connect } from "../src/platform/db/pool.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { startJobs } from "../src/platform/jobs/jobs.ts";
import { loadSample, samplePeople } from "../src/sample/load.ts";
import { enterAs } from "../tests/factor.ts";

const url = process.env["DATABASE_URL"] ?? "";
let heard: FloorRoute["statements"] | undefined;
const db = connect(url, {
  log: (event) => heard?.push({ sql: event.query.sql, parameters: [...event.query.parameters] }),
});
const now = () => new Date();
await migrate(db);
await loadSample(db, now());
const settings = readSettings({ ...process.env, PORT: "0", FLOOD_CEILING: "1000000000", LOG_LEVEL: "error" });
const jobs = await startJobs({ url, db, jobs: jobsOfAll, settings, now, onError: console.error });
const app = await createApp({ settings, db, jobs, now });
const address = await app.listen({ host: "127.0.0.1", port: 0 });

const sessions: Record<string, string> = {};
for (const { id, role } of await samplePeople(db)) sessions[role] ??= await enterAs(app, id);

type Question = { path: string; headers: Record<string, string> };

process.on("message", async ({ path, headers }: Question) => {
  heard = [];
  const answer = await app.inject({ url: path, headers });
  const statements = heard;
  heard = undefined;
  const cookie = answer.cookies[0]?.name;
  process.send?.({ status: answer.statusCode, length: answer.rawPayload.length, statements, cookie });
});
process.send?.({ address, sessions });
