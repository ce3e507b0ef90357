import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../src/platform/root.ts";

const stamp = path.join(root, "dist/built-from");

/** Whether dist/ was built from the sources as they are now. */
export const isBuilt = (): boolean => existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();

/** Begins a build: until it is told that all went well, dist/ counts as built from nothing. */
export function beginBuild(): () => void {
  const from = fingerprint();
  rmSync(stamp, { force: true });
  return () => writeFileSync(stamp, from);
}

/** Everything a build reads, as one number: contents, because a checkout changes times and a copy keeps them. */
function fingerprint(): string {
  const patterns = [
    "{src,content,public}/**/*",
    "scripts/{build,words,worker}.ts",
    "vite.config.ts",
    "package-lock.json",
  ];
  const made = path.join(root, "src/platform/i18n/words.ts");
  const names = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .filter((name) => name !== made && !/[.]test[.]tsx?$/.test(name));
  const hash = createHash("sha256");
  for (const name of names.sort())
    hash.update(path.relative(root, name)).update("\0").update(readFileSync(name)).update("\0");
  return hash.digest("hex");
}
