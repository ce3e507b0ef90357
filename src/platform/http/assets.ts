import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.ts";

export type Assets = { folder: string; files: string[]; css: string; js: string };

type Manifest = Record<string, { file: string; css?: string[] }>;

/** Where the built stylesheet and script lie, by their names of this build. */
export function readAssets(): Assets {
  const folder = path.join(root, "dist/client");
  const file = path.join(folder, ".vite/manifest.json");
  if (!existsSync(file)) throw new Error("dist/client is missing: run npm run build");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const js = manifest["src/client.ts"]?.file ?? "";
  const css = manifest["src/ui/theme.css"]?.file ?? "";
  const files = globSync("**/*.*", { cwd: folder }).filter(
    (name) => !/\.(br|gz)$/.test(name) && !name.startsWith("."),
  );
  return { folder, files, css: `/${css}`, js: `/${js}` };
}
