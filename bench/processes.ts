// npm run bench -- processes: two web processes on one database against one, sixteen visitors each time.
import path from "node:path";
import autocannon from "autocannon";
import { sql } from "kysely";
import { connect } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { type App, buildApp, end, startApp } from "./apps.ts";

const seconds = Number(process.env["BENCH_SECONDS"] ?? 4);
const rounds = 3;
const scenes = [
  { name: "hub page, drawn anew", path: "/kk/hubs/kokshetau", role: undefined },
  { name: "my page", path: "/kk/me", role: "volunteer" },
  { name: "coordinator's list", path: "/kk/people", role: "coordinator" },
];

/** Answers a second that visitors of these processes get, shared out evenly as a proxy would. */
async function answersOf(apps: App[], scene: (typeof scenes)[number], visitors: number): Promise<number> {
  const each = await Promise.all(
    apps.map(async ({ address, sessions }) => {
      let count = 0;
      const headers = scene.role ? { cookie: `session=${sessions[scene.role]}` } : {};
      const setupRequest = (request: autocannon.Request) => ({
        ...request,
        path: `${scene.path}?n=${(count += 1)}`,
      });
      const result = await autocannon({
        url: address,
        connections: visitors / apps.length,
        headers,
        requests: [{ path: scene.path, setupRequest }],
        duration: seconds,
      });
      if (result.non2xx + result.errors > 0)
        throw new Error(`${scene.path} answered ${result.non2xx} wrongly`);
      return result["2xx"] / result.duration;
    }),
  );
  return each.reduce((sum, one) => sum + one, 0);
}

/** Measures one process and two in turns, so that a busy moment of the machine meets both. */
export async function measureProcesses(): Promise<void> {
  const server = await startDatabase({ dir: path.join(root, "var/bench"), log: () => {} });
  const name = `bench_${process.pid}`;
  const main = connect(server.url, { max: 1 });
  await sql`create database ${sql.id(name)}`.execute(main);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  try {
    await buildApp();
    const first = await startApp(url.href);
    const second = await startApp(url.href);
    console.log(
      "\nThe visitors and PostgreSQL share the machine's processors with the processes measured.\n",
    );
    for (const scene of scenes) {
      const [one, two]: [number[], number[]] = [[], []];
      await answersOf([first, second], scene, 16);
      for (let round = 0; round < rounds; round += 1) {
        one.push(await answersOf([first], scene, 16));
        two.push(await answersOf([first, second], scene, 16));
      }
      const middle = (all: number[]) => all.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
      const [least, most] = [middle(one), middle(two)];
      console.log(
        `${scene.name.padEnd(24)} one ${least.toFixed(0).padStart(6)} a second, two ${most.toFixed(0).padStart(6)}: ${(most / least).toFixed(2)} times`,
      );
    }
  } finally {
    end();
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(main);
    await main.destroy();
    await server.stop();
  }
}
