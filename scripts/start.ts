// `npm start`: builds what has changed since the last build, then opens the hub in this very process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { enableCompileCache } from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeSettings } from "../src/platform/config.ts";
import { takeLock } from "../src/platform/lock.mjs";
import { Refusal, refusalFrom } from "../src/platform/refusal.ts";
import { root } from "../src/platform/root.ts";
import { isBuilt } from "./built-from.ts";

const server = path.join(root, "dist/server/main.js");

/** Builds where the sources differ from those of the last finished build. */
export async function ensureBuilt(): Promise<void> {
  if (isBuilt()) return;
  const release = await waitForLock(path.join(root, "var/build-lock"));
  try {
    if (isBuilt()) return;
    console.log("Building …");
    const began = performance.now();
    await build();
    console.log(`  built in ${Math.round((performance.now() - began) / 1000)} s.`);
  } finally {
    release();
  }
}

/** In a process of its own: a build wants much memory once and sets NODE_ENV for whatever comes after it. */
async function build(): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, "scripts/build.ts")], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => child.kill(signal));
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (signal) process.exit(130);
  if (code !== 0)
    throw new Refusal(
      "The build failed: correct what it says above (or take the sources anew) and start again.",
    );
}

async function waitForLock(folder: string): Promise<() => void> {
  for (let waited = 0; ; waited++) {
    const lock = await takeLock(folder);
    if (!lock.holder) return lock.release;
    if (waited === 0) console.log(`Waiting for process ${lock.holder.pid}, which builds in this folder …`);
    await sleep(500);
  }
}

if (import.meta.main) {
  if (process.argv.includes("--help")) {
    console.log(
      `npm start [-- --empty]\n\n  --empty  begins a new database without sample people\n\nSettings, from the environment:\n${describeSettings()}`,
    );
  } else {
    try {
      await ensureBuilt();
    } catch (error) {
      const refusal = refusalFrom(error);
      if (!refusal) throw error;
      console.error(refusal.message);
      process.exit(1);
    }
    enableCompileCache(path.join(root, "dist/cache"));
    await import(server);
  }
}
