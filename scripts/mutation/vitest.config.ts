import { defineConfig } from "vitest/config";

/** The tests of the rules alone: they need no database, so that each of thousands of mutants takes no time. */
export default defineConfig({
  test: {
    include: [
      "src/features/*/rules.test.ts",
      "src/features/*/rules/**/*.test.ts",
      "src/platform/day.test.ts",
    ],
    maxWorkers: 2,
  },
});
