import { spawn } from "node:child_process";
import { closeSync, fstatSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../refusal.ts";
import { whyItFailed } from "./cluster.ts";
import { give } from "./elsewhere.ts";
import { clearLeftovers, makeSocketDir, readPostmaster, removeSocketDir } from "./leftovers.ts";
import { readSince, rotateLog } from "./log.ts";
import { canRun, environment, type Owner } from "./owner.ts";

type House = {
  owner: Owner;
  dataDir: string;
  /** Its log. */
  file: string;
  settings: Record<string, string>;
  log: (line: string) => void;
  signal: AbortSignal | undefined;
};

type Running = { pid: number; ended: Promise<Ending>; ending: () => Ending | undefined };
type Ending = number | string;

/** Runs the server on existing data and starts it again whenever it ends without being asked to. */
export async function keepRunning(house: House) {
  const { dataDir, owner, log } = house;
  const socketDir = chooseSocketDir(dataDir, owner);
  const words = serverWords(house, socketDir);
  rotateLog(house.file);
  let running: Running | undefined = await launch(house, words);
  const asked = new AbortController();

  const watched = (async () => {
    while (running) {
      await running.ended;
      running = undefined;
      if (asked.signal.aborted) return;
      log("PostgreSQL ended unexpectedly; starting it again.");
      running = await relaunch({ ...house, signal: asked.signal }, words);
    }
  })();
  const rotating = setInterval(() => rotateLog(house.file), 3_600_000).unref();

  const stop = async (how?: "at once") => {
    asked.abort();
    clearInterval(rotating);
    if (running) await end(running, how);
    await watched;
    removeSocketDir(socketDir);
  };
  return { socketDir, stop };
}

/** A socket's path has at most 107 bytes: data that lies deeper gets a closed folder for it in /tmp. */
function chooseSocketDir(dataDir: string, owner: Owner): string {
  if (Buffer.byteLength(path.join(dataDir, ".s.PGSQL.5432")) <= 100) return dataDir;
  const dir = makeSocketDir();
  give(dir, owner.ids);
  return dir;
}

function serverWords({ owner, dataDir, settings }: House, socketDir: string): string[] {
  // The lock is held by the server and all its children until the last has gone, and seen from other containers.
  const flock = ["flock", "--no-fork", "--nonblock", `--conflict-exit-code=${inUse}`, dataDir];
  const all = {
    listen_addresses: "",
    unix_socket_directories: socketDir,
    unix_socket_permissions: "0700",
    logging_collector: "off",
    log_destination: "stderr",
    // Without this, the log would repeat people's data: "Key (email)=(…) already exists".
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    client_connection_check_interval: "10s",
    ...settings,
  };
  return [
    ...owner.prefix,
    ...(canRun(flock) ? flock : []),
    path.join(owner.native, "bin", "postgres"),
    "-D",
    dataDir,
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

const inUse = 75;

async function launch(house: House, words: string[]): Promise<Running> {
  const { dataDir, file, signal, log } = house;
  signal?.throwIfAborted();
  const { running, start } = spawnServer(house, words);
  for (let waited = 0; !isReady(dataDir, running.pid); waited += 10) {
    const ending = running.ending();
    if (ending !== undefined) throw whyItEnded(ending, readSince(file, start), dataDir, file);
    if (signal?.aborted) await end(running);
    signal?.throwIfAborted();
    if (waited === 3_000) log("PostgreSQL puts its data in order after an abrupt stop …");
    await sleep(10);
  }
  return running;
}

function isReady(dataDir: string, pid: number): boolean {
  const postmaster = readPostmaster(dataDir);
  return postmaster?.pid === pid && postmaster.ready;
}

function spawnServer({ owner, file }: House, words: string[]): { running: Running; start: number } {
  const handle = openSync(file, "a", 0o600);
  const start = fstatSync(handle).size;
  const child = spawn(words[0] ?? "", words.slice(1), {
    ...owner.ids,
    detached: true, // its own process group: Ctrl-C reaches us, and we let requests finish first
    cwd: "/",
    env: environment,
    stdio: ["ignore", handle, handle],
  });
  closeSync(handle);
  let over: Ending | undefined;
  const ended = new Promise<Ending>((resolve) => {
    child.once("error", (error) => resolve((over = error.message)));
    child.once("exit", (code, by) => resolve((over = code ?? by ?? 1)));
  });
  return { running: { pid: child.pid ?? 0, ended, ending: () => over }, start };
}

function whyItEnded(over: Ending, said: string, dataDir: string, file: string): Refusal {
  if (over === inUse)
    return new Refusal(
      `Another PostgreSQL, perhaps in another container, uses the data in ${dataDir}: stop that one first.`,
    );
  return whyItFailed(said || String(over), dataDir, "PostgreSQL did not start", file);
}

async function relaunch(house: House, words: string[]): Promise<Running | undefined> {
  for (let pause = 100; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      await clearLeftovers(house.dataDir, house.log);
      return await launch(house, words);
    } catch (error) {
      if (house.signal?.aborted) return undefined;
      house.log(error instanceof Error ? error.message : String(error));
    }
    await sleep(pause, undefined, { signal: house.signal }).catch(() => {});
  }
}

/** Ends a server kindly, then less so: a lost transaction recovers at the next start, a process left behind does not. */
async function end({ pid, ended, ending }: Running, how?: "at once"): Promise<void> {
  const steps = [
    ["SIGINT", 30_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const;
  for (const [name, limit] of how === "at once" ? steps.slice(1) : steps) {
    if (ending() !== undefined) return;
    process.kill(pid, name);
    const waiting = new AbortController();
    await Promise.race([ended, sleep(limit, undefined, { signal: waiting.signal }).catch(() => {})]);
    waiting.abort();
  }
}
