// npm run dev: builds on every change and starts the server anew; the database goes on running meanwhile.
import { type ChildProcess, fork } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { writeWords } from "./words.ts";

const database = process.env["DATABASE_URL"]
  ? { url: process.env["DATABASE_URL"], stop: async () => {} }
  : await startDatabase({ dir: path.join(root, "var"), log: console.log });

const whole = { root, configFile: path.join(root, "vite.config.ts"), logLevel: "error" } as const;
let server: ChildProcess | undefined;
let building: Promise<void> | undefined;
let again = false;

/** Builds what changed and puts the new server in place of the old one. */
async function renew(what: { client: boolean; server: boolean }): Promise<void> {
  const began = performance.now();
  await writeWords();
  if (what.client) await build(whole);
  if (what.server) await build({ ...whole, build: { ssr: true } });
  server?.kill("SIGKILL");
  server = fork(path.join(root, "dist/server/main.js"), process.argv.slice(2), {
    env: { ...process.env, NODE_ENV: "development", DATABASE_URL: database.url },
  });
  console.log(`built in ${Math.round(performance.now() - began)} ms`);
}

function changed(file: string): void {
  if (building) {
    again = true;
    return;
  }
  const style = /\.(tsx|css)$/.test(file) || file.includes(".island.") || file.endsWith("client.ts");
  building = renew({ client: style, server: true })
    .catch((error: unknown) => console.error(error))
    .finally(() => {
      building = undefined;
      if (again) {
        again = false;
        changed(file);
      }
    });
}

await renew({ client: true, server: true });
for (const folder of ["src", "content", "migrations"])
  watch(path.join(root, folder), { recursive: true }, (_event, file) => {
    if (file && !file.endsWith("words.ts") && !file.endsWith("~")) changed(file);
  });

process.on("SIGINT", async () => {
  server?.kill("SIGINT");
  await database.stop();
  process.exit(0);
});
