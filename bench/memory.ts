// What a hub with the sample takes of memory when nobody asks anything: `node bench/memory.ts [seconds]`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../src/platform/root.ts";

const seconds = Number(process.argv[2] ?? 60);
const dir = mkdtempSync(path.join(os.tmpdir(), "dostyq-memory-"));
console.log("\nMemory of the process that serves pages and works:");
const child = spawn(process.execPath, [path.join(root, "scripts/start.ts")], {
  env: { ...process.env, VAR_DIR: dir, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const began = performance.now();
  for await (const text of child.stdout) if (String(text).includes("is open at")) break;
  console.log(`open after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const pid = child.pid as number;
  const line = (when: string) => console.log(`${when.padEnd(26)} ${tell(pid)}`);
  line("just opened");
  await sleep(seconds * 1000);
  line(`idle for ${seconds} s (goal 180)`);
  const database = readdirSync("/proc").filter((each) => isOf(each, dir));
  const shared = database.map((each) => field(each, "smaps_rollup", "Pss")).reduce((a, b) => a + b, 0);
  console.log(
    `PostgreSQL of its own: ${Math.round(shared / 1024)} MB in ${database.length} processes (proportional)`,
  );
} finally {
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
  rmSync(dir, { recursive: true, force: true });
}

/** Resident memory of the process that serves pages and works, and what of it is its own. */
function tell(pid: number): string {
  const of = (name: string) => Math.round(field(pid, "status", name) / 1024);
  return `${of("VmRSS")} MB resident (${of("RssAnon")} MB its own, ${of("RssFile")} MB programs), at most ${of("VmHWM")} MB`;
}

function field(pid: number | string, file: string, name: string): number {
  try {
    return Number(
      new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1],
    );
  } catch {
    return 0;
  }
}

function isOf(pid: string, folder: string): boolean {
  try {
    return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === path.join(folder, "postgres");
  } catch {
    return false;
  }
}
