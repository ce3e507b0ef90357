import path from "node:path";
import type { OpenHub } from "./opening.ts";
import type { Settings } from "./platform/config.ts";
import { speak } from "./platform/i18n/language.ts";
import { root } from "./platform/root.ts";

/** What whoever started the hub reads once it is open: where it is, who one can be there, what lies where. */
export async function greeting(hub: OpenHub, settings: Settings): Promise<string> {
  const works = settings.role === "worker";
  return [
    "",
    works
      ? `Dostyq works in the background; how it is: ${hub.address}/healthz`
      : `Dostyq is open at ${hub.address}`,
    "",
    ...(hub.sample && !works ? await people(hub) : []),
    ...whereThingsLie(hub, settings),
    ...whatIsMissing(hub, settings),
    "Every setting: npm start -- --help. Stop with Ctrl-C.",
    "",
  ].join("\n");
}

function whereThingsLie({ dataDir, sample }: OpenHub, { var_dir, log_to }: Settings): string[] {
  const logs = log_to === "files" ? [`Logs lie in ${shown(path.join(var_dir, "logs"))}.`] : [];
  if (!dataDir)
    return [`Data lies in the database that DATABASE_URL names; files in ${shown(var_dir)}.`, ...logs];
  const own = shown(dataDir);
  return [
    `Data lies in ${shown(var_dir)} (the database in ${own}).`,
    ...logs,
    ...(sample ? [`To begin with an empty hub: stop, delete ${own}, then npm start -- --empty`] : []),
    "To use a PostgreSQL of yours (17 or newer): DATABASE_URL=postgres://user:password@host/name npm start",
  ];
}

/** A hub for real people that cannot write to them looks open and lets nobody in. Those that only serve pages send nothing. */
const whatIsMissing = ({ sample }: OpenHub, { role, smtp_url }: Settings): string[] =>
  sample || role === "web" || smtp_url
    ? []
    : ["No mail server is set, so no code reaches anybody's mail: set SMTP_URL (docs/operate.md)."];

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
