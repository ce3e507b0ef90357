// npm run check:full: the long tests of a release, with fresh seeds; what they tell is kept in bench/results/.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../src/platform/root.ts";
import { ensureBuilt } from "./start.ts";

await ensureBuilt();
const folder = path.join(root, "bench/results");
mkdirSync(folder, { recursive: true });
const file = path.join(folder, `${new Date().toISOString().slice(0, 10)}-check-full.txt`);
const kept = createWriteStream(file, { flags: "a" });
const words = ["npm run check:full", ...process.argv.slice(2)].join(" ");
const busy = os.loadavg()[0]?.toFixed(1);
kept.write(`\n${words}, ${new Date().toISOString()}, ${os.cpus().length} cores, load ${busy}\n`);
const child = spawn(
  process.execPath,
  [
    path.join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--project=chaos",
    "--project=full",
    ...process.argv.slice(2),
    "--disable-console-intercept",
  ],
  { cwd: root, env: { ...process.env, FULL: "yes", NO_COLOR: "1" }, stdio: ["ignore", "pipe", "inherit"] },
);
child.stdout.on("data", (text: Buffer) => {
  process.stdout.write(text);
  kept.write(text.toString().replaceAll(root, "."));
});
child.on("exit", (code) => {
  console.log(`Kept in ${path.relative(root, file)}.`);
  kept.end(() => process.exit(code ?? 1));
});
