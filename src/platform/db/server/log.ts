import { copyFileSync, openSync, readSync, closeSync, fstatSync, statSync, truncateSync } from "node:fs";

const limit = 10 * 2 ** 20;

/** Keeps the log and one older one below ten megabytes each; it may be open for appending meanwhile. */
export function rotateLog(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat || stat.size < limit) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

/** What was written to a log after `start`, at most its last 20 kB. */
export function readSince(file: string, start: number): string {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const from = Math.max(start, size - 20_000);
    const text = Buffer.alloc(Math.max(0, size - from));
    readSync(handle, text, 0, text.length, from);
    return text.toString();
  } finally {
    closeSync(handle);
  }
}
