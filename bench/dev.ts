// How long after saving a file `npm run dev` shows it: `node bench/dev.ts [times]`. Changes files and puts them back.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../src/platform/root.ts";

const times = Number(process.argv[2] ?? 5);
const port = 3900 + (process.pid % 90);
const dir = mkdtempSync(path.join(os.tmpdir(), "dostyq-dev-"));
const origin = `http://127.0.0.1:${port}`;

type Change = { name: string; file: string; edit: (text: string, mark: string) => string; page: string };
const changes: Change[] = [
  {
    name: "a page (.tsx)",
    file: "src/features/hubs/pages/hubs-page.tsx",
    edit: (text, mark) => text.replace("title={", `title={"${mark} " + `),
    page: "/en/hubs",
  },
  {
    name: "a sentence (.json)",
    file: "src/features/hubs/messages/en.json",
    edit: (text, mark) => text.replace(/("hubs.list.title": ")/, `$1${mark} `),
    page: "/en/hubs",
  },
  {
    name: "what a route does (.ts)",
    file: "src/platform/http/health.ts",
    edit: (text, mark) => text.replace("({ ok: true })", `({ ok: true, ${mark}: 1 })`),
    page: "/healthz",
  },
  {
    name: "a style (.css)",
    file: "src/ui/card/card.css",
    edit: (text, mark) => `${text}\n.${mark} { color: red; }\n`,
    page: "css",
  },
];

const hub = spawn(process.execPath, ["scripts/dev.ts"], {
  cwd: root,
  env: { ...process.env, VAR_DIR: dir, PORT: String(port) },
  stdio: ["ignore", "ignore", "inherit"],
});
const held = new Map(changes.map(({ file }) => [file, readFileSync(path.join(root, file), "utf8")]));
try {
  const opened = await until(() => ask("/readyz").then((text) => text.includes("true")));
  console.log(`open after ${(opened / 1000).toFixed(1)} s`);
  await sleep(2_000);
  for (const { name, file, edit, page } of changes) {
    const took: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const mark = `mark${time}x${process.pid}`;
      writeFileSync(path.join(root, file), edit(held.get(file) ?? "", mark));
      took.push(await until(async () => (await look(page)).includes(mark)));
      await sleep(500);
    }
    writeFileSync(path.join(root, file), held.get(file) ?? "");
    await sleep(1_500);
    took.sort((a, b) => a - b);
    const ms = (at: number) => `${Math.round(took[at] ?? 0)} ms`;
    console.log(`${name.padEnd(26)} median ${ms(times >> 1)}, longest ${ms(times - 1)}`);
  }
} finally {
  for (const [file, text] of held) writeFileSync(path.join(root, file), text);
  hub.kill("SIGINT");
  await new Promise((resolve) => hub.once("exit", resolve));
  rmSync(dir, { recursive: true, force: true });
}

/** What a developer looks at: a page, or the stylesheet that the home page names. */
async function look(page: string): Promise<string> {
  if (page !== "css") return ask(page);
  const href = /<link rel="stylesheet" href="([^"]+)"/.exec(await ask("/en/"))?.[1];
  return href ? ask(href) : "";
}

async function ask(page: string): Promise<string> {
  try {
    const answer = await fetch(origin + page, { signal: AbortSignal.timeout(20_000) });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}

async function until(seen: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await seen())) {
    if (performance.now() - began > 60_000) throw new Error("not seen within a minute");
    await sleep(20);
  }
  return performance.now() - began;
}
