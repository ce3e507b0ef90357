import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings } from "./config.ts";
import { openLog } from "./log.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "dostyq-log-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("logs never fill the disk: ten files of ten megabytes, for their owner's eyes", async () => {
  const { logger, close } = openLog(readSettings({ VAR_DIR: dir, LOG_TO: "files", PORT: "3000" }));
  const words = "x".repeat(100_000);
  for (let line = 0; line < 1_300; line += 1) {
    logger.warn(words);
    if (line % 50 === 0) await new Promise(setImmediate);
  }
  await close();
  const logs = path.join(dir, "logs");
  const names = readdirSync(logs).sort();
  expect(names).toHaveLength(10);
  for (const each of names) {
    const { size, mode } = statSync(path.join(logs, each));
    expect(size).toBeLessThan(10.5 * 2 ** 20);
    expect(mode & 0o077).toBe(0);
  }
});
