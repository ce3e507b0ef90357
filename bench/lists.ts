// npm run bench -- lists [WORD…]: what every list costs with 1,000,000 people against 10,000 in as many hubs.
import path from "node:path";
import { sql } from "kysely";
import { connect, type Db } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { type App, buildApp, end, startApp } from "./apps.ts";
import { crowd } from "./crowds.ts";
import { type Scene, scenesOf } from "./list-scenes.ts";
import { cpuOf } from "./processor.ts";

const goal = 1.3;
const sizes = [10_000, 1_000_000];
const blocks = Number(process.env["BENCH_BLOCKS"] ?? 5);
const asks = Number(process.env["BENCH_ASKS"] ?? 10);

type House = App & { db: Db; scenes: Scene[] };
type Cost = { app: number; database: number; ms: number; rows: number };

/** Measures the scenes whose name holds one of these words, or all. */
export async function measureLists(only: string[]): Promise<void> {
  const server = await startDatabase({ dir: path.join(root, "var/bench"), log: () => {} });
  const given = process.env["CROWDS"]?.split(",");
  try {
    await buildApp();
    const houses: House[] = [];
    for (const [index, people] of sizes.entries()) {
      const url = given?.[index] ?? (await crowd(server.url, people));
      houses.push({ ...(await startApp(url)), db: connect(url, { max: 1 }), scenes: await scenesOf(url) });
    }
    await measure(houses as [House, House], only);
    for (const { db } of houses) await db.destroy();
  } finally {
    end();
    await server.stop();
  }
}

async function measure(houses: [House, House], only: string[]): Promise<void> {
  console.log(
    `Best block of ${blocks}: processor ms a page (application + database), rows shown, median latency;`,
  );
  console.log(
    `10,000 people, then 1,000,000, both in a hundred hubs. The ratio's goal is ${goal}; where more`,
  );
  console.log("rows are found among more people (+), it is against a full page among 10,000.\n");
  const missed: string[] = [];
  const full = new Map<string, number>();
  for (const [index, { name, role }] of houses[0].scenes.entries()) {
    const title = `${role.split("_")[0]}: ${name}`;
    if (only.length > 0 && !only.some((word) => title.includes(word))) continue;
    const [small, large] = await compare(houses, index);
    if (!full.has(role)) full.set(role, sumOf(small));
    const more = large.rows > small.rows;
    const ratio = sumOf(large) / (more ? Math.max(sumOf(small), full.get(role) ?? 0) : sumOf(small));
    if (ratio > goal) missed.push(title);
    const marks = `${more ? "+" : ""}${ratio > goal ? "*" : ""}`;
    console.log(`${title.padEnd(58)}${told(small)}${told(large)}${ratio.toFixed(2).padStart(7)} ${marks}`);
  }
  console.log(
    missed.length === 0
      ? "\nEvery list is within the goal."
      : `\n${missed.length} are not: ${missed.join("; ")}`,
  );
}

const sumOf = ({ app, database }: Cost): number => app + database;

const told = ({ app, database, rows, ms }: Cost): string =>
  `${app.toFixed(2).padStart(9)} +${database.toFixed(2).padStart(6)}${String(rows).padStart(4)}${ms.toFixed(1).padStart(7)}`;

/** By turns, so that what else the machine does meanwhile falls on both; the first block only warms up. */
async function compare(houses: [House, House], index: number): Promise<[Cost, Cost]> {
  const costs: [Cost[], Cost[]] = [[], []];
  for (let turn = -1; turn < blocks; turn++)
    for (const side of [0, 1] as const) {
      const cost = await askOften(houses[side], houses[side].scenes[index] as Scene);
      if (turn >= 0) costs[side].push(cost);
    }
  return costs.map((all) => ({
    app: Math.min(...all.map((each) => each.app)),
    database: Math.min(...all.map((each) => each.database)),
    ms: Math.min(...all.map((each) => each.ms)),
    rows: all[0]?.rows ?? 0,
  })) as [Cost, Cost];
}

async function askOften(house: House, scene: Scene): Promise<Cost> {
  const before = await spent(house);
  const times: number[] = [];
  let rows = 0;
  for (let count = 0; count < asks; count++) {
    const began = performance.now();
    rows = rowsIn(await ask(house, scene));
    times.push(performance.now() - began);
  }
  const after = await spent(house);
  let database = 0;
  for (const [pid, used] of after.database) database += used - (before.database.get(pid) ?? 0);
  return { app: (after.app - before.app) / asks, database: database / asks, ms: median(times), rows };
}

async function ask({ address, sessions }: House, { path, role }: Scene): Promise<string> {
  const answer = await fetch(address + path, { headers: { cookie: `session=${sessions[role]}` } });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return body;
}

const rowsIn = (page: string): number => page.split(/<tr[ >]|class="card/).length - 1;

/** Processor time that the application and the server's processes of its connections have used so far. */
async function spent({ child, db }: House): Promise<{ app: number; database: Map<number, number> }> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    db,
  );
  return {
    app: cpuOf(child.pid as number),
    database: new Map(rows.map(({ pid }) => [pid, cpuOf(pid)])),
  };
}

const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
