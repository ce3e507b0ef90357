import { mkdirSync } from "node:fs";
import path from "node:path";
import { takeLock } from "../lock.mjs";
import { Refusal } from "../refusal.ts";
import { checkRoom, checkVersion, createCluster, findPrograms, isMissing } from "./server/cluster.ts";
import { homeOf } from "./server/elsewhere.ts";
import { keepRunning } from "./server/keep-running.ts";
import { clearHalfMade, clearLeftovers, readPostmaster, removeSocketDir } from "./server/leftovers.ts";
import { chooseOwner } from "./server/owner.ts";

export type DatabaseServer = {
  /** The hub's own database, as its owner. */
  url: string;
  /** Another database of this server; the role `postgres` may do everything, such as creating databases. */
  urlOf: (database: string, role?: "dostyq" | "postgres") => string;
  /** Where the data really lies. */
  dataDir: string;
  /** Waits for running transactions to end; `at once` leaves them to the recovery of the next start. */
  stop: (how?: "at once") => Promise<void>;
};

type Options = {
  /** Folder of ours in which the data, its log and its lock lie. */
  dir: string;
  /** Told one sentence for each thing that takes a while. */
  log: (line: string) => void;
  /** Server settings beyond our own; `fsync: "off"` makes a test's database quick. */
  settings?: Record<string, string>;
  /** Gives up waiting. */
  signal?: AbortSignal;
};

/**
 * Starts the PostgreSQL that npm brought, on the data in `dir`, which it creates where there is none. Only the user
 * who starts it can reach it. It stays up by itself when it is killed, and Ctrl-C in the terminal passes it by.
 */
export async function startDatabase(options: Options): Promise<DatabaseServer> {
  const { dir, log, settings = {}, signal } = options;
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const lock = await takeLock(path.join(dir, "postgres-lock"));
  if (lock.holder)
    throw new Refusal(`The database in ${dir} is in use by process ${lock.holder.pid}: stop that one first.`);
  try {
    const native = findPrograms();
    const before = path.join(homeOf(dir), "postgres");
    removeSocketDir(readPostmaster(before)?.socketDir);
    if (!isMissing(before)) await clearLeftovers(before, log);
    const owner = chooseOwner(dir, native);
    const dataDir = path.join(owner.home, "postgres");
    await clearHalfMade(owner.home);
    if (isMissing(dataDir)) {
      checkRoom(owner.home, 200);
      log(`Creating the database in ${dataDir} …`);
      await createCluster(owner, settings["fsync"] === "off", signal);
    }
    checkVersion(dataDir, native);
    checkRoom(owner.home, 20);
    const { socketDir, stop } = await keepRunning({
      owner,
      dataDir,
      file: path.join(dir, "postgres.log"),
      settings,
      log,
      signal,
    });
    const urlOf: DatabaseServer["urlOf"] = (database, role = "dostyq") =>
      `postgres://${role}@localhost/${database}?host=${encodeURIComponent(socketDir)}`;
    return {
      url: urlOf("dostyq"),
      urlOf,
      dataDir,
      stop: (how) => stop(how).finally(() => lock.release()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
