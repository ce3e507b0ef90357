import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "../src/platform/root.ts";

const prettier = path.join(root, "node_modules/.bin/prettier");
process.exitCode =
  spawnSync(process.execPath, [prettier, "--write", "--log-level=warn", "."], { stdio: "inherit" }).status ??
  1;
