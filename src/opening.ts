import { mkdirSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { ClientBase } from "pg";
import { begin } from "./beginning.ts";
import { assertFree, drain, listen } from "./platform/address.ts";
import { upgrade } from "./platform/backup/upgrade.ts";
import type { Settings } from "./platform/config.ts";
import { assertFit, connectOrRefuse } from "./platform/db/fitness.ts";
import { knownMigrations } from "./platform/db/migrate.ts";
import { connect, type Db } from "./platform/db/pool.ts";
import { type DatabaseServer, startDatabase } from "./platform/db/server.ts";
import { type Jobs, startJobs } from "./platform/jobs/jobs.ts";
import { takeLock } from "./platform/lock.mjs";
import { type Log, openLog } from "./platform/log.ts";
import { Refusal, refusalFrom } from "./platform/refusal.ts";
import { restWhenQuiet } from "./platform/rest.ts";
import { keptSecret } from "./platform/secret.ts";
import { announceProcess } from "./platform/system/processes.ts";
import { readVersion } from "./platform/version.ts";

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
  const { signal } = opening;
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
    const url = server?.url ?? settings.database_url ?? "";
    const { db, sample } = await openDatabase(url, { ...opening, settings }, closers);
    signal.throwIfAborted();
    const log = openLog(settings);
    closers.push(log.close);
    const app = await openHouse(await house, { ...opening, settings, db, url, log }, closers);
    closers.push(() => drain(app));
    restWhenQuiet(app);
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

type House = typeof import("./app.ts");

/** The queue and the web server of this process, as its role has them. */
async function openHouse(
  { createApp, createWatch }: House,
  { settings, db, url, log, now, say }: Opening & { db: Db; url: string; log: Log },
  closers: Closer[],
): Promise<FastifyInstance> {
  const onError = (error: unknown) => {
    say(`A job could not run: ${String(error)}`);
    log.logger.error({ err: error }, "a job could not run");
  };
  const work = settings.role !== "web";
  const { jobsOfAll } = await import("./jobs.ts");
  const jobs: Jobs = await startJobs({ url, db, jobs: jobsOfAll, settings, now, onError, work });
  closers.push(() => jobs.stop());
  const parts = { settings, db, jobs, now, log: log.logger };
  return settings.role === "worker" ? createWatch(parts) : createApp(parts);
}

/**
 * Two starts in one folder would run one database twice: the second is told about the first. Processes on a database of
 * the operator's may share a folder, each on its own port.
 */
async function takeFolder({ var_dir, host, port, database_url }: Settings): Promise<Closer> {
  mkdirSync(var_dir, { recursive: true, mode: 0o711 });
  if (database_url) return () => {};
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

/** Connects, and while no other process does the same: checks, migrates, begins, says that this process is here. */
async function openDatabase(
  url: string,
  { settings, say, now }: Opening,
  closers: Closer[],
): Promise<{ db: Db; sample: boolean }> {
  const client = await connectOrRefuse(url);
  try {
    await takeTurn(client, say);
    await assertFit(client, knownMigrations());
    const db = connect(url);
    closers.push(() => db.destroy());
    await upgrade(db, { settings, say, now: now() });
    const sample = await begin(db, settings, say, now());
    closers.push(await announceProcess(db, { settings, version: readVersion(), now }));
    return { db, sample };
  } finally {
    await client.end();
  }
}

/** Several processes started at once on one database open it one after the other; the turn ends with the connection. */
async function takeTurn(client: ClientBase, say: (line: string) => void): Promise<void> {
  const turn = "hashtext('dostyq opens')";
  const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${turn}) as mine`);
  if (rows[0]?.mine) return;
  say("Waiting for another process that opens this database …");
  await client.query(`select pg_advisory_lock(${turn})`);
}
