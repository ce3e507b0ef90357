// The gate that every change passes: each step is a sentence that is true or not.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../src/platform/root.ts";
import { build } from "./build.ts";
import { checkImports } from "./import-rules.ts";
import { writeWords } from "./words.ts";

type Step = { name: string; run: () => Promise<string[]> };
type Score = { passed: number; failed: number };

const bin = (name: string) => path.join(root, "node_modules/.bin", name);

/** Runs a command; answers what it said where it failed. */
function command(file: string, ...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
    child.on("error", reject);
    child.on("exit", (code) => resolve(code === 0 ? [] : [said.join("")]));
  });
}

const steps: Step[] = [
  { name: "every sentence is there in three languages", run: async () => (await writeWords()).problems },
  { name: "files are formatted", run: () => command(bin("prettier"), "--check", "--log-level=warn", ".") },
  { name: "the linter has nothing to say", run: () => command(bin("oxlint"), "--quiet") },
  { name: "types hold", run: () => command(bin("tsc"), "--noEmit", "-p", ".") },
  { name: "features meet only at their front doors", run: checkImports },
  {
    name: "the product builds",
    run: () =>
      build().then(
        () => [],
        (error: Error) => [String(error)],
      ),
  },
];

async function runSteps(): Promise<Score> {
  const score = { passed: 0, failed: 0 };
  for (const { name, run } of steps) {
    const began = performance.now();
    const problems = await run();
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    console.log(`${problems.length === 0 ? "✓" : "✗"} ${name} (${took})`);
    for (const problem of problems) console.log(problem.replace(/^/gm, "    "));
    score[problems.length === 0 ? "passed" : "failed"] += 1;
  }
  return score;
}

type Results = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/** Runs Vitest projects; a test file that could not even be read counts as a failure. */
export async function runTests(projects: string[]): Promise<Score> {
  const file = path.join(root, "var/test/results.json");
  rmSync(file, { force: true });
  const args = ["run", ...projects.flatMap((each) => ["--project", each])];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      process.execPath,
      [
        path.join(root, "node_modules/vitest/vitest.mjs"),
        ...args,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
      ],
      { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
    );
    child.on("exit", (status) => resolve(status ?? 1));
  });
  try {
    const results = JSON.parse(readFileSync(file, "utf8")) as Results;
    const unread = results.testResults.filter(
      (each) => each.status === "failed" && each.assertionResults.length === 0,
    ).length;
    const failed = results.numFailedTests + unread;
    return { passed: results.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Runs the gate over these Vitest projects and ends with the plain line `N passed, N failed`. */
export async function gate(projects: string[]): Promise<void> {
  const first = await runSteps();
  const second = await runTests(projects);
  const passed = first.passed + second.passed;
  const failed = first.failed + second.failed;
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
