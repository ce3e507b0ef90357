import { execFileSync } from "node:child_process";
import path from "node:path";
import { connect } from "../../src/platform/db/pool.ts";
import { databaseOf, emptyFolder, freePort, type HubProcess, startHub, until } from "../start/process.ts";
import { within } from "./bounds.ts";
import { openCrowd, SECRET } from "./crowd.ts";
import { acknowledged, audited, type Ledger, newLedger } from "./ledger.ts";
import { unsound } from "./soundness.ts";

export type Fire = {
  hub: () => HubProcess;
  /** Starts the hub anew in the same folder, after it was killed. */
  start: () => Promise<HubProcess>;
  /** Waits until people were told of so many more things that they are done. */
  told: (more: number) => Promise<void>;
  ledger: Ledger;
  dir: string;
};

export type Day = {
  /** Where its data lie; a folder of its own where nothing is said. */
  dir?: string;
  /** Words before the program. */
  prefix?: string[];
  env?: Record<string, string>;
  /** Where the folder is seen from outside, where that is another name. */
  seenAt?: string;
};

export type Outcome = { ledger: Ledger; lost: string[]; unsound: string[] };

/** Opens a sample hub with its own database and a crowd in it, lets `happen` befall it, and counts what became of it. */
export async function underFire(day: Day, happen: (fire: Fire) => Promise<void>): Promise<Outcome> {
  const dir = day.dir ?? emptyFolder();
  const seen = day.seenAt ?? dir;
  const port = await freePort();
  const env = { SECRET, FLOOD_CEILING: "1000000", ...day.env };
  const begin = () => startHub({ dir, port, args: [], env, ...(day.prefix ? { prefix: day.prefix } : {}) });
  let hub = await begin();
  await within(90, "the first start", hub.ready());
  const db = connect(databaseOf(seen), { max: 6 });
  const ledger = newLedger();
  const over = new AbortController();
  const origin = () => `http://127.0.0.1:${port}`;
  const place = { origin, db, ledger, stop: over.signal };
  const crowd = await openCrowd(place, { joining: 6, editing: 4 });
  try {
    const start = async () => {
      hub = await begin();
      await within(60, "a start after a kill", hub.ready());
      return hub;
    };
    const told = (more: number) => {
      const enough = acknowledged(ledger) + more;
      return until(() => acknowledged(ledger) >= enough);
    };
    await happen({ hub: () => hub, start, told, ledger, dir: seen });
  } finally {
    over.abort();
    await within(90, "everybody finishes what they began", Promise.all(crowd));
  }
  const lost = await audited(db, ledger);
  await db.destroy();
  hub.signal("SIGTERM");
  await within(60, "the hub closes", hub.ended);
  return { ledger, lost, unsound: await unsound(seen === dir ? dir : copyOf(seen)) };
}

/** Data on a disk that only the hub sees under its name, where PostgreSQL can be started on them. */
function copyOf(seen: string): string {
  const dir = emptyFolder();
  execFileSync("cp", ["-a", path.join(seen, "postgres"), dir]);
  return dir;
}

/** One line for people: what was asked, what became of it. */
export function tell(name: string, { ledger, lost }: Outcome, ready: number[] = []): void {
  const sorted = ready.toSorted((a, b) => a - b);
  const seconds = (at: number) => `${((sorted[at] ?? 0) / 1000).toFixed(1)} s`;
  const answers = [...ledger.answers].map(([status, count]) => `${count} x ${status}`).join(", ");
  console.log(
    [
      `${name}: ${acknowledged(ledger)} acknowledged (${ledger.joined.size} joined, ${ledger.volunteers.size} volunteers), ${lost.length} lost or doubled`,
      `  answers: ${answers}`,
      ...(ready.length > 0
        ? [`  ready again: median ${seconds(sorted.length >> 1)}, longest ${seconds(sorted.length - 1)}`]
        : []),
    ].join("\n"),
  );
}
