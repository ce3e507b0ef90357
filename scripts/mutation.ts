// npm run mutation: changes the rules of consent, age and tasks in every small way there is; tests have to notice.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { root } from "../src/platform/root.ts";

/** What is tried, by the promise it keeps; each has to reach the score by itself. */
const groups: Record<string, string[]> = {
  consent: ["src/features/consents/rules/**/*.ts"],
  age: [
    "src/platform/day.ts",
    "src/features/people/rules.ts",
    "src/features/members/rules.ts",
    "src/features/members/rules/posts.ts",
  ],
  task: ["src/features/protection/rules/**/*.ts"],
};
/** Of a hundred changes so many have to be noticed (TRUST, S18). */
const lowest = 85;

const folder = path.join(root, "var/mutation");
mkdirSync(folder, { recursive: true });
const report = path.join(folder, "report.json");

await new Stryker({
  mutate: [...Object.values(groups).flat(), "!src/**/*.test.ts"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutation/vitest.config.ts", related: true },
  coverageAnalysis: "perTest",
  concurrency: 2,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: report },
  tempDirName: path.join(folder, "sandbox"),
  cleanTempDir: "always",
  ignorePatterns: ["/var", "/dist", "/bench", "/docs", "/content", "/public", "/deploy", "/tests/journeys"],
  allowConsoleColors: false,
}).runMutationTest();

type Mutant = {
  status: string;
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number } };
};
const { files } = JSON.parse(readFileSync(report, "utf8")) as {
  files: Record<string, { mutants: Mutant[] }>;
};

const noticed = ({ status }: Mutant) => status === "Killed" || status === "Timeout";
const missed = ({ status }: Mutant) => status === "Survived" || status === "NoCoverage";
const scoreOf = (mutants: Mutant[]): string => {
  const all = mutants.filter((each) => noticed(each) || missed(each));
  const share = (100 * all.filter(noticed).length) / all.length;
  return `${share.toFixed(1).padStart(5)} %  ${all.filter(noticed).length} of ${all.length}`;
};

const lines = [`npm run mutation, ${new Date().toISOString().slice(0, 10)}: changes that a test noticed`, ""];
let tooLow = false;
for (const [group, patterns] of Object.entries(groups)) {
  const inGroup = globSync(patterns, { cwd: root })
    .filter((file) => files[file])
    .sort();
  const all = inGroup.flatMap((file) => files[file]?.mutants ?? []);
  const score = scoreOf(all);
  tooLow ||= !(Number.parseFloat(score) >= lowest);
  lines.push(
    `${score}  ${group}`,
    ...inGroup.map((file) => `${scoreOf(files[file]?.mutants ?? [])}      ${file}`),
    "",
  );
}
console.log(lines.join("\n"));
for (const [file, { mutants }] of Object.entries(files))
  for (const each of mutants.filter(missed))
    console.log(`${file}:${each.location.start.line} ${each.mutatorName}: ${each.replacement ?? ""}`);
const kept = `bench/results/${new Date().toISOString().slice(0, 10)}-mutation.txt`;
writeFileSync(path.join(root, kept), lines.join("\n"));
console.log(`Kept in ${kept}.`);
if (tooLow) {
  console.error(`Each group has to reach ${lowest} %.`);
  process.exitCode = 1;
}
