// npm run dev: shows a change within a second. One process keeps the database, the queue and every package; a change
// reads only the modules it concerns anew and puts a new app behind the same door. Styles and scripts come from Vite.
import http from "node:http";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { createServer as createVite } from "vite";
import { listenRefusal } from "../src/platform/address.ts";
import { readSettings } from "../src/platform/config.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import { refusalFrom } from "../src/platform/refusal.ts";
import { root } from "../src/platform/root.ts";
import { keptSecret } from "../src/platform/secret.ts";
import { writeWords } from "./words.ts";

type House = typeof import("../src/app.ts");
type Closer = () => unknown;

const closers: Closer[] = [];
const close = async () => {
  for (let next = closers.pop(); next; next = closers.pop()) await next();
  process.exit();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void close());

try {
  await open();
} catch (error) {
  console.error(refusalFrom(error)?.message ?? error);
  process.exitCode = 1;
  await close();
}

async function open(): Promise<void> {
  const given = readSettings({ LOG_TO: "stdout", ...process.env, NODE_ENV: "development" });
  const database = given.database_url
    ? { url: given.database_url, stop: async () => {} }
    : await startDatabase({ dir: given.var_dir, log: console.log });
  closers.push(() => database.stop());
  const settings = { ...given, secret: given.secret ?? keptSecret(given.var_dir) };
  await writeWords();
  const vite = await createVite({
    root,
    configFile: path.join(root, "vite.config.ts"),
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    server: {
      middlewareMode: true,
      hmr: false,
      ws: false,
      cors: false,
      allowedHosts: true,
      watch: { ignored: ["**/var/**", "**/dist/**", "**/node_modules/**"] },
    },
  });
  closers.push(() => vite.close());
  const load = <Module>(file: string) => vite.ssrLoadModule(file) as Promise<Module>;

  const { connect } = await load<typeof import("../src/platform/db/pool.ts")>("/src/platform/db/pool.ts");
  const { migrate } = await load<typeof import("../src/platform/db/migrate.ts")>(
    "/src/platform/db/migrate.ts",
  );
  const { begin } = await load<typeof import("../src/beginning.ts")>("/src/beginning.ts");
  const { startJobs } = await load<typeof import("../src/platform/jobs/jobs.ts")>(
    "/src/platform/jobs/jobs.ts",
  );
  const house = () => load<House>("/src/app.ts");
  const now = () => new Date();

  const db = connect(database.url);
  closers.push(() => db.destroy());
  await migrate(db);
  await begin(db, settings, console.log, now());
  const work = () => load<typeof import("../src/jobs.ts")>("/src/jobs.ts");
  const { jobsOfAll } = await work();
  const lasting = jobsOfAll.map((job) => ({
    ...job,
    // The newest of the same name: the queue outlives every change.
    run: async (...given: Parameters<typeof job.run>) =>
      (await work()).jobsOfAll.find((each) => each.name === job.name)?.run(...given),
  }));
  const onError = (error: unknown) => console.error(error);
  const jobs = await startJobs({ url: database.url, db, jobs: lasting, settings, now, onError });
  closers.push(() => jobs.stop());

  const assets = {
    folder: path.join(root, "public"),
    files: [],
    css: "/src/ui/theme.css?direct",
    js: "/src/client.ts",
  };
  let app: FastifyInstance | undefined;
  closers.push(() => app?.close());
  const renew = async () => {
    const { createApp } = await house();
    const next = await createApp({ settings, db, jobs, now, assets });
    await next.ready();
    void app?.close();
    app = next;
  };
  await renew();

  const ofVite = /^\/(src|@vite|@fs|node_modules)\/|^\/[^/]+\.(svg|png|ico|webmanifest)$/;
  const door = http.createServer((request, response) => {
    const enter = () => app?.server.emit("request", request, response);
    if (ofVite.test(request.url ?? "")) vite.middlewares(request, response, enter);
    else enter();
  });
  await new Promise<void>((resolve, reject) => {
    door.once("error", (error) => reject(listenRefusal(error, settings) as Error));
    door.listen(settings.port, settings.host, resolve);
  });
  closers.push(() => door.closeAllConnections());
  console.log(
    `\nDostyq is open at http://${settings.host}:${settings.port} and shows changes as you save them.\n`,
  );

  let working: Promise<void> | undefined;
  let again = false;
  const change = () => {
    again = true;
    working ??= (async () => {
      while (again) {
        again = false;
        const began = performance.now();
        await renew().then(
          () => console.log(`shown after ${Math.round(performance.now() - began)} ms`),
          (error: unknown) => console.error(error),
        );
      }
      working = undefined;
    })();
  };

  vite.watcher.on("all", (_event, file) => {
    const name = path.relative(root, file);
    if (!/^(src|content|migrations)\//.test(name) || /\.test\.tsx?$|\.css$|~$/.test(name)) return;
    if (/\/messages\/[a-z]+\.json$/.test(name)) return void writeWords().then(report); // words.ts changes next
    if (name.startsWith("migrations/")) void migrate(db).then(change, onError);
    // Long texts are read when their module is; nothing tells which one.
    if (name.startsWith("src/")) vite.environments.ssr.moduleGraph.onFileChange(file);
    else vite.environments.ssr.moduleGraph.invalidateAll();
    change();
  });
}

function report({ problems }: { problems: string[] }): void {
  for (const problem of problems) console.error(problem);
}
