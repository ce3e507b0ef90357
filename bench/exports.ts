// npm run bench -- export: a long list as a file, rows a second and the most memory the process held.
import path from "node:path";
import { startDatabase } from "../src/platform/db/server.ts";
import { root } from "../src/platform/root.ts";
import { type App, buildApp, end, startApp } from "./apps.ts";
import { crowd } from "./crowds.ts";
import { forgetPeak, memoryOf } from "./processor.ts";

/** Exports everybody of a crowd of 112,000, of whom some 100,000 stand in lists, and a hub's thousand of them. */
export async function measureExports(): Promise<void> {
  const server = await startDatabase({ dir: path.join(root, "var/bench"), log: () => {} });
  try {
    await buildApp();
    const app = await startApp(process.env["CROWD"] ?? (await crowd(server.url, 112_000)));
    await take(app, { hub: "kokshetau", format: "csv" });
    console.log("\nformat        rows   seconds    rows/s       MB   peak MB   above idle");
    for (const format of ["csv", "xlsx"])
      for (const hub of ["kokshetau", ""]) {
        const pid = app.child.pid as number;
        forgetPeak(pid);
        const idle = memoryOf(pid).now;
        const { rows, seconds, bytes } = await take(app, { ...(hub ? { hub } : {}), format });
        const { peak } = memoryOf(pid);
        const cells = [rows, seconds.toFixed(2), Math.round(rows / seconds), (bytes / 1e6).toFixed(1)];
        const memory = [peak.toFixed(0), (peak - idle).toFixed(0)];
        console.log(
          format.padEnd(8) + [...cells, ...memory].map((each) => String(each).padStart(10)).join(""),
        );
      }
  } finally {
    end();
    await server.stop();
  }
}

async function take({ address, sessions }: App, fields: Record<string, string>) {
  const began = performance.now();
  const answer = await fetch(`${address}/kk/people/export`, {
    method: "POST",
    headers: { cookie: `session=${sessions["national_coordinator"]}`, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams(fields),
  });
  if (answer.status !== 200 || !answer.body) throw new Error(`the export answers ${answer.status}`);
  let bytes = 0;
  let rows = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) rows += 1;
  }
  const seconds = (performance.now() - began) / 1000;
  // A packed sheet does not tell its lines: the CSV of the same list has told them before.
  const key = fields["hub"] ?? "";
  if (fields["format"] === "csv") counted.set(key, rows - 1);
  return { rows: counted.get(key) ?? 0, seconds, bytes };
}
const counted = new Map<string, number>();
