import { existsSync } from "node:fs";
import path from "node:path";

/** The folder of the whole product, found from the source tree and from the built one alike. */
export const root = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, "package-lock.json"))) return folder;
  return findRoot(path.dirname(folder));
}
