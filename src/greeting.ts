import path from "node:path";
import type { OpenHub } from "./opening.ts";
import type { Settings } from "./platform/config.ts";
import { speak } from "./platform/i18n/language.ts";
import { root } from "./platform/root.ts";

/** What whoever started the hub reads once it is open: where it is, who one can be there, what lies where. */
export async function greeting(hub: OpenHub, settings: Settings): Promise<string> {
  const own = hub.dataDir !== undefined;
  return [
    "",
    `Dostyq is open at ${hub.address}`,
    "",
    ...(hub.sample ? await people(hub) : []),
    own
      ? `Data lies in ${shown(settings.var_dir)} (the database in ${shown(hub.dataDir ?? "")}).`
      : `Data lies in the database that DATABASE_URL names; files in ${shown(settings.var_dir)}.`,
    ...(hub.sample && own
      ? [`To begin with an empty hub: stop, delete ${shown(hub.dataDir ?? "")}, then npm start -- --empty`]
      : []),
    ...(own
      ? [
          "To use a PostgreSQL of yours (17 or newer): DATABASE_URL=postgres://user:password@host/name npm start",
        ]
      : []),
    "Every setting: npm start -- --help. Stop with Ctrl-C.",
    "",
  ].join("\n");
}

async function people(hub: OpenHub): Promise<string[]> {
  const { samplePeople } = await import("./sample/load.ts");
  const rows = await samplePeople(hub.db);
  const width = Math.max(...rows.map((row) => row.name.length));
  const lines = speak("en", () => rows.map((row) => `  ${row.name.padEnd(width)}  ${row.sentence()}`));
  return [`Sample people to sign in as, with one click at ${hub.address}/en/sign-in`, ...lines, ""];
}

/** Short where it lies in the product's own folder, from which it is started. */
const shown = (folder: string): string => {
  const relative = path.relative(root, folder);
  return relative === "" || relative.startsWith("..") ? folder : relative;
};
