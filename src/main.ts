import { greeting } from "./greeting.ts";
import { type OpenHub, openHub } from "./opening.ts";
import { readSettings } from "./platform/config.ts";
import { refusalFrom } from "./platform/refusal.ts";

const say = (line: string) => console.log(line);
const asked = new AbortController();
let askedAt = 0;
let hub: OpenHub | undefined;

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // nobody reads any more
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop(signal).catch(fail));
process.on("uncaughtException", (error) => void fail(error));

try {
  const empty = process.argv.includes("--empty");
  const settings = readSettings(empty ? { ...process.env, SAMPLE: "no" } : process.env);
  hub = await openHub({ settings, say, signal: asked.signal, now: () => new Date() });
  if (asked.signal.aborted) await leave();
  else say(await greeting(hub, settings));
} catch (error) {
  if (asked.signal.aborted) process.exit(0);
  await fail(error);
}

/** The first Ctrl-C lets people finish. npm and the terminal may both pass it on, so only a later one breaks off. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (!asked.signal.aborted) {
    askedAt = performance.now();
    asked.abort();
    say("Finishing what is under way; Ctrl-C once more breaks it off.");
    await leave();
  } else if (signal === "SIGINT" && performance.now() - askedAt > 1_000) {
    await hub?.abandon();
    process.exit(130);
  }
}

async function leave(): Promise<void> {
  if (!hub) return; // still opening: that gives up by itself
  await hub.close();
  say("Dostyq is closed.");
  process.exit(0);
}

/** A refusal is its one sentence; anything else is a fault of ours and shows where it happened. */
async function fail(error: unknown): Promise<void> {
  console.error(refusalFrom(error)?.message ?? error);
  await hub?.close().catch(() => {});
  process.exit(1);
}
