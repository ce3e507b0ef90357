import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  rmdirSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../refusal.ts";

/** What postmaster.pid says: who runs, where its socket lies, and whether it takes visitors yet. */
export type Postmaster = { pid: number; socketDir: string; ready: boolean };

export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), socketDir: lines[4] ?? "", ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Stops a server that an earlier start left running on this data, and clears away what a dead one left lying. */
export async function clearLeftovers(dataDir: string, log: (line: string) => void): Promise<void> {
  const postmaster = readPostmaster(dataDir);
  await stopEarlier(dataDir, postmaster?.pid, log);
  const socket = path.join(postmaster?.socketDir || dataDir, ".s.PGSQL.5432");
  for (const file of [path.join(dataDir, "postmaster.pid"), socket, `${socket}.lock`])
    rmSync(file, { force: true });
}

/** Removes databases that a killed start had only half made, after whatever still works on them has ended. */
export async function clearHalfMade(home: string): Promise<void> {
  for (const name of readdirSync(home).filter((each) => each.startsWith(halfMade))) {
    const half = path.join(realpathSync(home), name);
    const isMaker = (pid: number) => /\/(initdb|postgres)( \(deleted\))?$/.test(linkOf(pid, "exe"));
    const running = () =>
      pidsOfMachine().filter((pid) => isMaker(pid) && (linkOf(pid, "cwd") === half || names(pid, half)));
    signal(running(), "SIGKILL");
    await gone(running, 5_000);
    rmSync(half, { recursive: true, force: true });
  }
}

/** What a database's folder is called until it is complete. */
export const halfMade = "postgres.new-";

async function stopEarlier(dataDir: string, postmaster: number | undefined, log: (line: string) => void) {
  const running = () => processesIn(dataDir);
  const main = running().find((pid) => pid === postmaster);
  if (main) {
    log(`PostgreSQL still runs from an earlier start (process ${main}); stopping it.`);
    signal([main], "SIGINT");
  }
  // Those whose postmaster is dead notice it and end by themselves.
  if (await gone(running, main ? 20_000 : 5_000)) return;
  for (const harder of ["SIGQUIT", "SIGKILL"] as const) {
    signal(running(), harder);
    if (await gone(running, 5_000)) return;
  }
  throw new Refusal(
    `An earlier PostgreSQL (process ${running()[0]}) still holds ${dataDir} and cannot be stopped: stop it and start again.`,
  );
}

const socketDirs = /^\/tmp\/dostyq-socket-[^/]+$/;

/** A closed folder of our own making in /tmp, for a socket whose path would otherwise be too long. */
export const makeSocketDir = (): string => mkdtempSync("/tmp/dostyq-socket-");

/** Removes such a folder with the socket in it, and nothing else whatever the name that a file gave us. */
export function removeSocketDir(dir: string | undefined): void {
  if (!dir || !socketDirs.test(dir) || !existsSync(dir)) return;
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) rmSync(path.join(dir, name), { force: true });
  if (readdirSync(dir).length === 0) rmdirSync(dir);
}

/** Numbers of the processes that really are PostgreSQL at work in this very folder, whatever a stale file says. */
function processesIn(dataDir: string): number[] {
  const folder = realpathSync(dataDir);
  const isPostgres = (pid: number) => /\/postgres( \(deleted\))?$/.test(linkOf(pid, "exe"));
  return pidsOfMachine().filter((pid) => linkOf(pid, "cwd") === folder && isPostgres(pid));
}

/** Where a link of a process leads; nowhere where it has ended or belongs to somebody else. */
function linkOf(pid: number, name: "cwd" | "exe"): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return "";
  }
}

function names(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
  } catch {
    return false;
  }
}

function pidsOfMachine(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return []; // no /proc here: PostgreSQL's own check of postmaster.pid has to do
  }
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // it has just ended by itself
    }
}

async function gone(running: () => number[], limit: number): Promise<boolean> {
  for (let waited = 0; waited < limit; waited += 20) {
    if (running().length === 0) return true;
    await sleep(20);
  }
  return running().length === 0;
}
