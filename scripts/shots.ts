// npm run shots: a picture of every page, in each language, on a phone and a desktop, light and dark, into var/shots/.
// Arguments narrow it: npm run shots -- home,join kk phone light
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { sql } from "kysely";
import { build } from "vite";
import { connect } from "../src/platform/db/pool.ts";
import { startDatabase } from "../src/platform/db/server.ts";
import type { Language } from "../src/platform/i18n/language.ts";
import { root } from "../src/platform/root.ts";
import { open, pages } from "../tests/pages.ts";
import { browserPath } from "./browser.ts";

const [names, languages = "kk,ru,en", widths = "phone,desktop", schemes = "light,dark"] =
  process.argv.slice(2);
const sizes: Record<string, { width: number; height: number }> = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
};

const folder = path.join(root, "var/shots");
mkdirSync(folder, { recursive: true });
const server = await startDatabase({
  dir: path.join(root, "var/test"),
  log: () => {},
  settings: { fsync: "off" },
});
const main = connect(server.url, { max: 1 });
const name = `shots_${process.pid}`;
await sql`create database ${sql.id(name)}`.execute(main);
const url = new URL(server.url);
url.pathname = `/${name}`;
await build({
  root,
  logLevel: "error",
  build: {
    ssr: "bench/app.ts",
    outDir: "dist/bench",
    emptyOutDir: true,
    rollupOptions: { input: "bench/app.ts" },
  },
});
const app = fork(path.join(root, "dist/bench/app.js"), {
  env: {
    ...process.env,
    NODE_ENV: "development",
    DATABASE_URL: url.href,
    SECRET: "only for pictures, never for people",
  },
});
const [{ address, sessions }] = (await once(app, "message")) as [
  { address: string; sessions: Record<string, string> },
];
const browser = await chromium.launch({
  executablePath: await browserPath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

let taken = 0;
for (const language of languages.split(","))
  for (const size of widths.split(","))
    for (const scheme of schemes.split(",")) {
      const look = {
        viewport: sizes[size] ?? { width: 360, height: 740 },
        colorScheme: scheme as "light" | "dark",
      };
      for (const role of new Set(pages.map((page) => page.role))) {
        const context = await browser.newContext({ ...look, baseURL: address, reducedMotion: "reduce" });
        const session = sessions[role];
        if (session) await context.addCookies([{ name: "session", value: session, url: address }]);
        const page = await context.newPage();
        for (const each of pages.filter(
          (one) => one.role === role && (!names || names.split(",").includes(one.name)),
        )) {
          await open(page, language as Language, each);
          await page.screenshot({
            path: path.join(folder, `${each.name}-${language}-${size}-${scheme}.png`),
            fullPage: true,
          });
          taken += 1;
        }
        await context.close();
      }
      console.log(`${language}, ${size}, ${scheme}: ${taken} pictures so far`);
    }

await browser.close();
app.kill();
await sql`drop database ${sql.id(name)} with (force)`.execute(main);
await main.destroy();
await server.stop();
console.log(`${taken} pictures in ${path.relative(root, folder)}/`);
process.exit();
