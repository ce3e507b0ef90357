import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { homeOf } from "../db/server/elsewhere.ts";

/** How much of the disk on which the hub writes is free, in bytes. */
export type Room = { free: number; total: number };

/** `nearly`: staff are warned. `full`: nothing new is written. */
export type Fullness = "enough" | "nearly" | "full";

export type Disk = { room: () => Room; fullness: () => Fullness };

const mostKept = 5 * 2 ** 30;
const freshFor = 1_000;

/** How full a disk is where `percent` of it, but five gigabytes at most, has to stay free. */
export function fullnessOf({ free, total }: Room, percent: number): Fullness {
  const kept = Math.min((total * percent) / 100, mostKept);
  if (free < kept) return "full";
  return free < kept * 1.5 ? "nearly" : "enough";
}

/** Watches the disk of the hub's own database and files; looks again after a second. */
export function watchDisk({ var_dir, database_url, disk_guard }: Settings): Disk {
  const folders = database_url ? [var_dir] : [var_dir, homeOf(var_dir)];
  let seen = { at: Number.NEGATIVE_INFINITY, room: { free: 0, total: 1 } };
  const room = () => {
    if (performance.now() - seen.at > freshFor) seen = { at: performance.now(), room: tightest(folders) };
    return seen.room;
  };
  return { room, fullness: () => fullnessOf(room(), disk_guard) };
}

const tightest = (folders: string[]): Room =>
  folders.map(roomOf).reduce((least, each) => (each.free < least.free ? each : least));

function roomOf(folder: string): Room {
  if (!existsSync(folder)) return roomOf(path.dirname(folder)); // nothing has been written there yet
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
