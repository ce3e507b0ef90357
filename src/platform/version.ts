import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";

/** This version and, once it is built, the first letters of what it was built from: `0.1.0 (3f9a20c1)`. */
export function readVersion(): string {
  const about = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  const stamp = path.join(root, "dist/built-from");
  const build = existsSync(stamp) ? ` (${readFileSync(stamp, "utf8").slice(0, 8)})` : "";
  return `${about.version}${build}`;
}
