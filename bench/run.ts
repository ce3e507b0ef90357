// npm run bench: what our pages cost, as a share of a floor measured in the same run.
import path from "node:path";
import { sql } from "kysely";
import { connect } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { type App, buildApp, end, start, startApp, told } from "./apps.ts";
import type { FloorRoute } from "./floor.ts";
import { type Load, load } from "./load.ts";

type Scene = { name: string; path: string; role?: string; fresh?: boolean; goal: number };

const scenes: Scene[] = [
  { name: "home, from memory", path: "/kk/", goal: 0.9 },
  { name: "home, drawn anew", path: "/kk/", fresh: true, goal: 0.5 },
  { name: "hub page, drawn anew", path: "/kk/hubs/kokshetau", fresh: true, goal: 0.5 },
  {
    name: "place search",
    path: "/kk/places/suggestions?q=%D0%B0%D0%BB%D0%B3%D0%B0%D0%B1%D0%B0%D1%81",
    goal: 0.5,
  },
  { name: "my page", path: "/kk/me", role: "volunteer", goal: 0.5 },
  { name: "coordinator's list", path: "/kk/people", role: "coordinator", goal: 0.5 },
];

type Answer = { status: number; length: number; statements: FloorRoute["statements"] };

const server = await startDatabase({ dir: path.join(root, "var/bench"), log: () => {} });
const name = `bench_${process.pid}`;
const main = connect(server.url, { max: 1 });
await sql`create database ${sql.id(name)}`.execute(main);
const url = new URL(server.url);
url.pathname = `/${name}`;
try {
  await buildApp();
  await measure();
} finally {
  end();
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(main);
  await main.destroy();
  await server.stop();
}

async function measure(): Promise<void> {
  const { child: app, address: ours, sessions } = await startApp(url.href);
  const routes: FloorRoute[] = [];
  for (const [index, scene] of scenes.entries()) {
    app.send({ path: scene.path, headers: headersOf(scene, sessions) });
    const { status, length, statements } = await told<Answer>(app);
    if (status !== 200) throw new Error(`${scene.path} answers ${status}`);
    routes.push({ path: `/${index}`, length, statements: scene.goal === 0.9 ? [] : statements });
  }
  const floor = start(path.join(root, "bench/floor.ts"), {
    FLOOR: JSON.stringify({ url: url.href, routes }),
  });
  const { address: bare } = await told<Pick<App, "address">>(floor);

  console.log(
    "\nEight visitors at once, without Accept-Encoding; share is ours against the floor of the same run.\n",
  );
  console.log(
    row([
      "",
      "req/s",
      "p50 ms",
      "p99 ms",
      "CPU ms",
      "KB",
      "floor req/s",
      "share",
      "goal",
      "br req/s",
      "br KB",
    ]),
  );
  for (const [index, scene] of scenes.entries()) {
    const headers = headersOf(scene, sessions);
    const asked = {
      origin: ours,
      path: scene.path,
      pid: app.pid as number,
      headers,
      ...(scene.fresh ? { fresh: true } : {}),
    };
    const mine = await load(asked);
    const least = await load({ origin: bare, path: `/${index}`, pid: floor.pid as number });
    const encoded = await load({ ...asked, headers: { ...headers, "accept-encoding": "br, gzip" } });
    console.log(row(cells(scene, mine, least, encoded)));
  }
  console.log("\nFor orientation, Moodle 4.5.6 on two cores of this kind (2026-11-22), CPU ms a request:");
  console.log("front page 34, course page 108, lesson 66.");
}

function headersOf(scene: Scene, sessions: Record<string, string>): Record<string, string> {
  return scene.role ? { cookie: `session=${sessions[scene.role]}` } : {};
}

function cells(scene: Scene, mine: Load, floor: Load, encoded: Load): string[] {
  const share = mine.requestsPerSecond / floor.requestsPerSecond;
  return [
    `${scene.name}${mine.wrong > 0 ? ` (${mine.wrong} WRONG)` : ""}`,
    mine.requestsPerSecond.toFixed(0),
    String(mine.p50),
    String(mine.p99),
    mine.cpuMs.toFixed(2),
    (mine.bytes / 1024).toFixed(1),
    floor.requestsPerSecond.toFixed(0),
    share.toFixed(2),
    scene.goal.toFixed(1),
    encoded.requestsPerSecond.toFixed(0),
    (encoded.bytes / 1024).toFixed(1),
  ];
}

function row([name = "", ...numbers]: string[]): string {
  return name.padEnd(24) + numbers.map((each) => each.padStart(12)).join("");
}
