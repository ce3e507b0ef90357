// Builds what browsers load and the server, then compresses what browsers load once, at the highest level.
import { readFileSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build as viteBuild } from "vite";
import { root } from "../src/platform/root.ts";
import { beginBuild } from "./built-from.ts";
import { writeWords } from "./words.ts";
import { buildWorker } from "./worker.ts";

/** Builds everything below dist/ from the sources. */
export async function build(): Promise<void> {
  const done = beginBuild();
  await writeWords();
  await viteBuild({ root, configFile: path.join(root, "vite.config.ts") });
  await viteBuild({ root, configFile: path.join(root, "vite.config.ts"), build: { ssr: true } });
  await compress(path.join(root, "dist/client"));
  await buildWorker();
  done();
}

async function compress(folder: string): Promise<void> {
  for await (const name of glob("**/*.{js,css,svg,json,webmanifest}", { cwd: folder })) {
    const file = path.join(folder, name);
    const bytes = readFileSync(file);
    if (bytes.length < 400) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

if (import.meta.main) await build();
