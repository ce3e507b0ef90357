// npm run bench -- lists: what every list costs with 1,000,000 people against 10,000 in as many hubs.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { root } from "../src/platform/root.ts";
import { type Scene, scenesOf } from "./list-scenes.ts";

const blocks = Number(process.env["BENCH_BLOCKS"] ?? 5);
const perBlock = Number(process.env["BENCH_REQUESTS"] ?? 8);
const urls = { small: process.env["LISTS_SMALL"] ?? "", large: process.env["LISTS_LARGE"] ?? "" };
const only = process.argv.slice(2);

type App = {
  child: ChildProcess;
  db: Db;
  address: string;
  sessions: Record<string, string>;
  scenes: Scene[];
};

async function start(url: string): Promise<App> {
  const child = fork(path.join(root, "dist/bench/app.js"), {
    env: {
      ...process.env,
      DATABASE_URL: url,
      NODE_ENV: "development",
      SECRET: "only for measuring, never for people",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [{ address, sessions }] = await once(child, "message");
  return { child, db: connect(url, { max: 1 }), address, sessions, scenes: await scenesOf(url) };
}

async function ask(app: App, scene: Scene): Promise<number> {
  const began = performance.now();
  const answer = await fetch(app.address + scene.path, {
    headers: { cookie: `session=${app.sessions[scene.role]}` },
  });
  const body = await answer.text();
  const took = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${scene.path} answers ${answer.status}: ${body.slice(0, 300)}`);
  return took;
}

/** Milliseconds of processor time that the application and its connections' server processes have used so far, each. */
async function spent({ child, db }: App): Promise<{ app: number; backends: Map<number, number> }> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    db,
  );
  return { app: cpuOf(child.pid as number), backends: new Map(rows.map(({ pid }) => [pid, cpuOf(pid)])) };
}

function cpuOf(pid: number): number {
  let nanoseconds = 0;
  try {
    for (const task of readdirSync(`/proc/${pid}/task`))
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
  } catch {
    return 0;
  }
  return nanoseconds / 1e6;
}

type Cost = { app: number; database: number; ms: number };

async function block(app: App, scene: Scene): Promise<Cost> {
  const before = await spent(app);
  const times: number[] = [];
  for (let count = 0; count < perBlock; count++) times.push(await ask(app, scene));
  const after = await spent(app);
  let database = 0;
  for (const [pid, used] of after.backends) database += used - (before.backends.get(pid) ?? 0);
  return { app: (after.app - before.app) / perBlock, database: database / perBlock, ms: median(times) };
}

const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const least = (list: number[]): number => Math.min(...list);

const apps = [await start(urls.small), await start(urls.large)] as const;
try {
  console.log(
    "CPU ms of a page: application + database, with 10,000 and 1,000,000; ratio of the sums; then latency p50 of the best block".padStart(
      90,
    ),
  );
  for (const [index, scene] of apps[0].scenes.entries()) {
    const title = `${scene.role.split("_")[0]} ${scene.name}`;
    if (only.length > 0 && !only.some((each) => title.includes(each))) continue;
    const costs: [Cost[], Cost[]] = [[], []];
    for (let round = -1; round < blocks; round++)
      for (const side of [0, 1] as const) {
        const cost = await block(apps[side], apps[side].scenes[index]!);
        if (round >= 0) costs[side].push(cost);
      }
    const [small, large] = costs.map((list) => ({
      app: median(list.map((each) => each.app)),
      database: median(list.map((each) => each.database)),
      ms: least(list.map((each) => each.ms)),
    })) as [Cost, Cost];
    const ratio = (large.app + large.database) / (small.app + small.database);
    const cells = [small.app, small.database, large.app, large.database].map((each) =>
      each.toFixed(2).padStart(8),
    );
    console.log(
      `${title.padEnd(58)}${cells.join("")}${ratio.toFixed(2).padStart(7)}${ratio > 1.3 ? " *" : "  "}${small.ms.toFixed(1).padStart(8)}${large.ms.toFixed(1).padStart(8)}`,
    );
  }
} finally {
  for (const { child } of apps) child.kill("SIGKILL");
}
process.exit(0);
