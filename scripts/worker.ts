// Builds the service worker after everything else, because it names what everything else is called.
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { languages } from "../src/platform/i18n/language.ts";
import { root } from "../src/platform/root.ts";

/** Builds dist/worker/sw.js: it fetches this build's styles, scripts and icons, and the page for no connection. */
export async function buildWorker(): Promise<void> {
  const folder = path.join(root, "dist/worker");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    define: {
      __PRECACHE__: JSON.stringify(precached()),
      __BUILD__: JSON.stringify(nameOfBuild()),
      "process.env.NODE_ENV": '"production"',
    },
    build: {
      outDir: folder,
      target: "es2020",
      copyPublicDir: false,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: {
        input: path.join(root, "src/platform/offline/worker.ts"),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
  const file = path.join(folder, "sw.js");
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

/** What is fetched as soon as the worker is there; files named by their content need no revision. */
function precached(): { url: string; revision: string | null }[] {
  const folder = path.join(root, "dist/client");
  const assets = globSync("assets/*.{css,js}", { cwd: folder });
  const icons = globSync("*.{svg,ico}", { cwd: folder });
  return [
    ...assets.sort().map((file) => ({ url: `/${file}`, revision: null })),
    ...icons
      .sort()
      .map((file) => ({ url: `/${file}`, revision: hash(readFileSync(path.join(folder, file))) })),
    ...languages.map((language) => ({ url: `/${language}/offline`, revision: nameOfBuild() })),
  ];
}

/** Changes with the server's pages as well as with what browsers load. */
function nameOfBuild(): string {
  const files = globSync(["dist/client/assets/*.{css,js}", "dist/server/*.js"], { cwd: root }).sort();
  return hash(Buffer.concat(files.map((file) => readFileSync(path.join(root, file)))));
}

const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
