import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { emptyFolder, type HubProcess, startHub } from "../start/process.ts";
import { realVisitor } from "../real-visitor.ts";
import { full } from "./seed.ts";

vi.setConfig({ testTimeout: 600_000 });
const crowd = full ? 10 : 1;
const REQUEST_SECONDS = "2";

type Slow = { ended: () => boolean; end: () => void };

/** A connection that says `first` and then as little as keeps it alive, or nothing at all. */
function connection({ port }: HubProcess, first: string, drop?: string): Slow {
  let over = false;
  const socket = net.connect(port, "127.0.0.1", () => socket.write(first));
  const dripping = drop === undefined ? undefined : setInterval(() => socket.write(drop), 200);
  const stop = () => {
    over = true;
    clearInterval(dripping);
  };
  socket.on("error", stop).on("close", stop);
  if (drop === undefined) socket.pause();
  else socket.resume();
  return { ended: () => over, end: () => socket.destroy() };
}

const headers = (more: string) => `host: 127.0.0.1\r\nsec-fetch-site: same-origin\r\n${more}`;
const slow = {
  "headers that never end": (hub: HubProcess) => connection(hub, "GET / HTTP/1.1\r\n", "x-a: b\r\n"),
  "a body of one letter at a time": (hub: HubProcess) =>
    connection(
      hub,
      `POST /kk/join HTTP/1.1\r\n${headers("content-type: application/x-www-form-urlencoded\r\ncontent-length: 200000\r\n\r\n")}`,
      "a",
    ),
  "a file that never ends": (hub: HubProcess) =>
    connection(
      hub,
      `POST /kk/places/import HTTP/1.1\r\n${headers("content-type: multipart/form-data; boundary=x\r\ntransfer-encoding: chunked\r\n\r\n")}`,
      "1\r\na\r\n",
    ),
  "an answer that is never read": (hub: HubProcess) =>
    connection(hub, `GET /kk/convention HTTP/1.1\r\n${headers("\r\n")}`.repeat(500)),
};

/** Requests that are allowed and mean to cost as much as they can. */
const heavy: (() => [path: string, options: RequestInit])[] = [
  () => ["/kk/join", json("[".repeat(100_000) + "]".repeat(100_000))],
  () => ["/kk/join", json(`{"hub":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`)],
  () => ["/kk/join", form(Array.from({ length: 30_000 }, (_, index) => `k${index}=1`).join("&"))],
  () => ["/kk/join", form(`hub=${"%D0%90".repeat(40_000)}`)],
  () => ["/kk/places/search?q=" + encodeURIComponent("а".repeat(3_000)), {}],
  () => ["/kk/places/suggestions?q=" + encodeURIComponent("%_%_%_%_".repeat(200)), {}],
  () => ["/kk/places/search?q=" + encodeURIComponent("(a+)+$".repeat(300)), {}],
  () => ["/kk/sign-in", form(`contact=${"a".repeat(50_000)}@${"a.".repeat(50_000)}kz`)],
  () => ["/kk/sign-in", form(`contact=${encodeURIComponent("+".repeat(60_000))}`)],
];
const json = (body: string): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": "application/json" },
});
const form = (body: string): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

test("slow and heavy visitors are cut off or refused, and everybody else is answered meanwhile", async () => {
  const env = { REQUEST_SECONDS, FLOOD_CEILING: "1000000" };
  const hub = await startHub({ dir: emptyFolder(), args: [], env });
  await hub.ready();
  const attackers = Object.entries(slow).flatMap(([name, open]) =>
    Array.from({ length: 50 * crowd }, () => ({ name, slow: open(hub) })),
  );
  const over = new AbortController();
  const origin = `http://127.0.0.1:${hub.port}`;
  const pressing = Array.from({ length: 4 }, async (_, worker) => {
    for (let turn = worker; !over.signal.aborted; turn += 1) {
      const [path, options] = heavy[turn % heavy.length]?.() ?? ["/", {}];
      const answer = await fetch(origin + path, {
        ...options,
        redirect: "manual",
        headers: { "sec-fetch-site": "same-origin", ...(options.headers as Record<string, string>) },
      }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      if (answer && answer.status >= 500 && answer.status !== 503)
        failures.push(`${path.slice(0, 40)} ${answer.status}`);
    }
  });
  const failures: string[] = [];
  const took: number[] = [];
  const statuses = new Set<number>();
  const pages = ["/kk/", "/ru/hubs/kokshetau?n=1", "/en/places/suggestions?q=alg", "/kk/sign-in"];
  const visiting = Array.from({ length: 4 }, async (_, index) => {
    const guest = realVisitor(() => origin);
    for (let turn = index; !over.signal.aborted; turn += 1) {
      const began = performance.now();
      statuses.add((await guest.get(pages[turn % pages.length] ?? "/")).status);
      took.push(performance.now() - began);
      await sleep(20);
    }
  });
  await sleep(full ? 60_000 : 7_000);
  over.abort();
  await Promise.all([...pressing, ...visiting]);
  took.sort((a, b) => a - b);
  const at = (share: number) => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`;
  console.log(
    `S16, ${attackers.length} slow and 4 heavy visitors: others were answered ${took.length} times, median ${at(0.5)}, p99 ${at(0.99)} (goal 1000 ms)`,
  );
  expect([...statuses]).toEqual([200]);
  expect(took.length).toBeGreaterThan(50);
  expect(failures).toEqual([]);
  const left = attackers.filter((each) => !each.slow.ended()).map(({ name }) => name);
  expect([...new Set(left)]).toEqual([]);
  hub.signal("SIGTERM");
  expect(await hub.ended).toEqual({ code: 0, signal: null });
});
