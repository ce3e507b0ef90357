import { m } from "../../i18n/words.ts";
import { seenProcesses } from "../processes.ts";
import { lasting } from "../said.ts";
import type { StateLine } from "../state.ts";

/** Which version runs, since when, and whether every process runs the same one. */
export const versionLine: StateLine = {
  name: "version",
  read: async ({ db, version, started }, now) => {
    const versions = new Set((await seenProcesses(db, now)).map((each) => each.version));
    const mixed = versions.size > 1;
    const [number = "", build = "—"] = version.replace(/[()]/g, "").split(" ");
    return {
      name: "version",
      title: m["system.version.title"],
      value: () => number,
      says: () => m["system.version.says"]({ time: lasting(now.getTime() - started.getTime()), build }),
      standing: mixed ? "care" : "plain",
      remedy: mixed ? m["system.version.mixed"] : undefined,
    };
  },
};

/** Whether somebody does the background work. */
export const processesLine: StateLine = {
  name: "processes",
  read: async ({ db }, now) => {
    const seen = await seenProcesses(db, now);
    const working = seen.some(({ role }) => role !== "web");
    return {
      name: "processes",
      title: m["system.processes.title"],
      value: () => m["system.processes.value"]({ count: seen.length }),
      says: () => (working ? m["system.processes.working"]() : m["system.processes.idle"]()),
      standing: working ? "good" : "bad",
      remedy: working ? undefined : m["system.processes.remedy"],
      gauges: [
        { name: "dostyq_processes", help: "Processes of Dostyq seen on this database", value: seen.length },
      ],
    };
  },
};
