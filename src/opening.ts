import { mkdirSync } from "node:fs";
import path from "node:path";
import { begin } from "./beginning.ts";
import { assertFree, drain, listen } from "./platform/address.ts";
import type { Settings } from "./platform/config.ts";
import { assertFit, connectOrRefuse } from "./platform/db/fitness.ts";
import { knownMigrations, migrate } from "./platform/db/migrate.ts";
import { connect, type Db } from "./platform/db/pool.ts";
import { type DatabaseServer, startDatabase } from "./platform/db/server.ts";
import { startJobs } from "./platform/jobs/jobs.ts";
import { takeLock } from "./platform/lock.mjs";
import { Refusal, refusalFrom } from "./platform/refusal.ts";
import { keptSecret } from "./platform/secret.ts";

export type Opening = {
  settings: Settings;
  /** Told one sentence for each thing that takes a while. */
  say: (line: string) => void;
  /** Gives the opening up. */
  signal: AbortSignal;
  now: () => Date;
};

export type OpenHub = {
  /** Where it listens. */
  address: string;
  /** Where PostgreSQL's own data lie; undefined with a database of the operator's. */
  dataDir: string | undefined;
  db: Db;
  /** Whether its people are samples. */
  sample: boolean;
  /** Finishes requests, then jobs, then the database. */
  close: () => Promise<void>;
  /** Breaks off what runs; nothing that was answered is lost. */
  abandon: () => Promise<void>;
};

type Closer = () => Promise<unknown> | void;

/** Opens the hub: everything from the lock on its folder to the first page, or a refusal that leaves nothing behind. */
export async function openHub(opening: Opening): Promise<OpenHub> {
  const { say, signal, now } = opening;
  const closers: Closer[] = [];
  const close = async () => {
    for (let next = closers.pop(); next; next = closers.pop()) await next();
  };
  try {
    closers.push(await takeFolder(opening.settings));
    const settings = {
      ...opening.settings,
      secret: opening.settings.secret ?? keptSecret(opening.settings.var_dir),
    };
    await assertFree(settings);
    const house = import("./app.ts"); // reads its code while the database starts
    house.catch(() => {});
    const server = await startOwnDatabase(opening);
    if (server) closers.push(() => server.stop());
    const { db, url } = await openDatabase(server?.url ?? settings.database_url ?? "", say);
    closers.push(() => db.destroy());
    const sample = await begin(db, settings, say, now());
    signal.throwIfAborted();
    const { createApp, jobsOfAll } = await house;
    const onError = (error: unknown) => say(`A job could not run: ${String(error)}`);
    const jobs = await startJobs({ url, db, jobs: jobsOfAll, settings, now, onError });
    closers.push(() => jobs.stop());
    const app = await createApp({ settings, db, jobs, now });
    closers.push(() => drain(app));
    const address = await listen(app, settings);
    return {
      address,
      dataDir: server?.dataDir,
      db,
      sample,
      close,
      abandon: async () => server?.stop("at once"),
    };
  } catch (error) {
    await close();
    throw refusalFrom(error) ?? error;
  }
}

/** Two starts in one folder would share a database and a port: the second is told about the first. */
async function takeFolder({ var_dir, host, port }: Settings): Promise<Closer> {
  mkdirSync(var_dir, { recursive: true, mode: 0o711 });
  const lock = await takeLock(path.join(var_dir, "lock"), `http://${host}:${port}`);
  if (!lock.holder) return lock.release;
  const { pid, note } = lock.holder;
  throw new Refusal(
    `Dostyq already runs in ${var_dir} (process ${pid}${note ? `, ${note}` : ""}): stop that one with Ctrl-C or \`kill ${pid}\`, or give this one a folder of its own with VAR_DIR.`,
  );
}

async function startOwnDatabase({ settings, say, signal }: Opening): Promise<DatabaseServer | undefined> {
  if (settings.database_url) return undefined;
  return startDatabase({ dir: settings.var_dir, log: say, signal });
}

async function openDatabase(url: string, say: (line: string) => void): Promise<{ db: Db; url: string }> {
  const client = await connectOrRefuse(url);
  try {
    await assertFit(client, knownMigrations());
  } finally {
    await client.end();
  }
  const db = connect(url);
  try {
    const applied = await migrate(db);
    if (applied.length > 0)
      say(`The database took ${applied.length} ${applied.length === 1 ? "step" : "steps"} to this version.`);
    return { db, url };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
