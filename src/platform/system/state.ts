import type { Settings } from "../config.ts";
import type { Db } from "../db/pool.ts";
import type { Disk } from "./disk.ts";

/** Good: nothing to do. Care: look at it these days. Bad: act now. Plain: only to know. */
export type Standing = "plain" | "good" | "care" | "bad";

/** One number for Prometheus, about no person. */
export type Gauge = { name: string; help: string; value: number };

/** One thing worth knowing of the hub itself; texts are called in the language of the page. */
export type StateReading = {
  name: string;
  title: () => string;
  value: () => string;
  /** One plain sentence about the value. */
  says: () => string;
  standing: Standing;
  /** What to do, where something is to be done. */
  remedy?: (() => string) | undefined;
  href?: string;
  gauges?: Gauge[];
};

export type StateParts = { db: Db; settings: Settings; disk: Disk; version: string; started: Date };

/** Reads one thing; `app.ts` lists all of them. */
export type StateLine = { name: string; read: (parts: StateParts, now: Date) => Promise<StateReading> };

/** What a line is where it could not be read. */
export type Unread = { name: string; unread: true };

/** Every line, in order; one that fails takes no other with it. */
export const readState = (
  lines: StateLine[],
  parts: StateParts,
  now: Date,
): Promise<(StateReading | Unread)[]> =>
  Promise.all(lines.map(({ name, read }) => read(parts, now).catch((): Unread => ({ name, unread: true }))));
