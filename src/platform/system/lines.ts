import type { StateLine } from "./state.ts";
import { processesLine, versionLine } from "./lines/house.ts";
import { databaseLine, diskLine } from "./lines/storage.ts";
import { mailLine, queueLine } from "./lines/work.ts";

/** What the platform itself knows of how the hub is, the most urgent kinds first. */
export const platformLines: StateLine[] = [
  diskLine,
  queueLine,
  mailLine,
  databaseLine,
  processesLine,
  versionLine,
];
