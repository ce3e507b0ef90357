import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../src/platform/root.ts";

type Entry = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

// A registry that does not carry a package for some other system lets npm write a lock file without it; there and
// elsewhere `npm ci` then refuses the whole file.
test("the lock file has an entry for every package that its packages ask for, on any system", () => {
  const file = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(file) as { packages: Record<string, Entry> };
  const missing = Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !placesToLook(place).some((folder) => packages[`${folder}node_modules/${name}`]))
      .map((name) => `${place} asks for ${name}`),
  );
  expect(missing).toEqual([]);
});

/** The folders in which Node looks for what a package at `place` asks for, the nearest first. */
function placesToLook(place: string): string[] {
  if (place === "") return [""];
  const above = place.slice(0, Math.max(0, place.lastIndexOf("node_modules/") - 1));
  return [`${place}/`, ...placesToLook(above)];
}
