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
          exclude: ["tests/{journeys,full}/**"],
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
        extends: true,
        test: {
          name: "full",
          include: ["tests/{chaos,full}/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
