import { defineConfig } from "vitest/config";

const jsx = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    globalSetup: "tests/database.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "house",
          include: ["{src,tests,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["tests/{journeys,chaos,full}/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/journeys/**/*.test.ts"],
          testTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        // Each test brings a hub with a database of its own.
        oxc: jsx,
        test: {
          name: "chaos",
          include: ["tests/chaos/**/*.test.ts"],
          maxWorkers: 1,
          // After everything else: what they start takes all of the machine.
          sequence: { groupOrder: 1 },
        },
      },
      {
        // What takes long or a program of its own: only check:full runs it.
        extends: true,
        test: {
          name: "full",
          include: ["tests/full/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
