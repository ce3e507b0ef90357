import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, vi } from "vitest";
import { ensureBuilt } from "../../scripts/start.ts";
import { root } from "../../src/platform/root.ts";

// A start takes a second or two, and several times that on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

export const main = path.join(root, "dist/server/main.js");
export const isRoot = process.getuid?.() === 0;

export type HubProcess = {
  pid: number;
  port: number;
  dir: string;
  /** All it has printed so far. */
  said: () => string;
  /** Waits until it has printed this. */
  says: (text: string) => Promise<void>;
  ready: () => Promise<void>;
  ended: Promise<{ code: number | null; signal: string | null }>;
  signal: (name: NodeJS.Signals) => void;
};

export type Options = {
  dir: string;
  port?: number;
  env?: Record<string, string>;
  /** What follows `npm start --`; begins without sample people where nothing else is said. */
  args?: string[];
  /** Words before the program, such as `setpriv …`. */
  prefix?: string[];
};

const started: HubProcess[] = [];
const made: string[] = [];

afterEach(async () => {
  for (const hub of started.splice(0)) hub.signal("SIGKILL");
  for (const dir of made) {
    for (const pid of postgresIn(dir)) kill(pid, "SIGKILL");
    while (postgresIn(dir).length > 0) await sleep(20);
  }
});

afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** Runs the built hub as `npm start` would, on a folder and a port of its own. */
export async function startHub(options: Options): Promise<HubProcess> {
  await ensureBuilt();
  const port = options.port ?? (await freePort());
  const [file = "", ...words] = [
    ...(options.prefix ?? []),
    process.execPath,
    main,
    ...(options.args ?? ["--empty"]),
  ];
  const { NODE_ENV: _mode, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(file, words, {
    cwd: root,
    env: { ...inherited, PORT: String(port), VAR_DIR: options.dir, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own, as a terminal gives it
  });
  const hub = watch(child, port, options.dir);
  started.push(hub);
  return hub;
}

function watch(child: ChildProcess, port: number, dir: string): HubProcess {
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (text: Buffer) => (said += text.toString()));
  let over = false;
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("close", (code, signal) => {
      over = true;
      resolve({ code, signal });
    });
  });
  const says = async (text: string) => {
    while (!said.includes(text)) {
      if (over) throw new Error(`The hub ended before it said "${text}":\n${said}`);
      await sleep(10);
    }
  };
  const pid = child.pid ?? 0;
  const signal = (name: NodeJS.Signals) => void (!over && kill(pid, name));
  return { pid, port, dir, said: () => said, says, ready: () => says("is open at"), ended, signal };
}

/** Starts a hub that is expected to refuse; answers its exit code and what it said. */
export async function refusal(options: Options): Promise<{ code: number | null; said: string }> {
  const hub = await startHub(options);
  const { code } = await hub.ended;
  return { code, said: hub.said().trim() };
}

/** An empty folder of this test file's own, which everybody may walk through. */
export function emptyFolder(under = os.tmpdir()): string {
  mkdirSync(under, { recursive: true });
  const dir = mkdtempSync(path.join(under, "dostyq-start-"));
  execFileSync("chmod", ["711", dir]);
  made.push(dir);
  return dir;
}

let seed: Promise<string> | undefined;

/** A folder with a hub that was opened and closed before: copied, because creating a database takes seconds. */
export async function usedFolder(under?: string): Promise<string> {
  seed ??= makeSeed();
  const dir = emptyFolder(under);
  execFileSync("cp", ["-a", `${await seed}/.`, dir]);
  return dir;
}

async function makeSeed(): Promise<string> {
  const hub = await startHub({ dir: emptyFolder() });
  await hub.ready();
  hub.signal("SIGTERM");
  await hub.ended;
  return hub.dir;
}

/** The status that a page answers with, or 0 where nobody answers. */
export const visit = (hub: HubProcess, page = "/readyz"): Promise<number> =>
  fetch(`http://127.0.0.1:${hub.port}${page}`).then(
    (answer) => answer.status,
    () => 0,
  );

/** Numbers of the PostgreSQL processes at work in this folder, the main one first. */
export function postgresIn(dir: string): number[] {
  const folder = path.join(dir, "postgres");
  const file = path.join(folder, "postmaster.pid");
  const first = existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : 0;
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => linkOf(pid, "cwd") === folder && linkOf(pid, "exe").endsWith("/postgres"))
    .sort((one, other) => Number(other === first) - Number(one === first));
}

function linkOf(pid: number, what: "cwd" | "exe"): string {
  try {
    return readlinkSync(`/proc/${pid}/${what}`);
  } catch {
    return "";
  }
}

export function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended by itself
  }
}

/** The address of the hub's own database, for looking into it beside the hub. */
export const databaseOf = (dir: string): string =>
  `postgres://dostyq@localhost/dostyq?host=${encodeURIComponent(path.join(dir, "postgres"))}`;

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks again and again until the answer is the one wished for; the test's own limit ends it. */
export async function until(ask: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await ask())) await sleep(50);
}
