import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { emptyFolder, type HubProcess, startHub, until } from "../start/process.ts";
import { realVisitor } from "../real-visitor.ts";
import { within } from "./bounds.ts";
import { full } from "./seed.ts";

vi.setConfig({ testTimeout: 300_000 });
const crowd = full ? 10 : 1;
/** How many pages each of those in between reads. */
const pagesEach = full ? 250 : 10;
const REQUEST_SECONDS = "5";

type Slow = {
  ended: () => boolean;
  /** How many bytes have come back. */
  received: () => number;
  /** Takes whatever has come. */
  read: () => void;
};

/** A connection that says `first` and then as little as keeps it alive, or reads nothing of what comes. */
function connection({ port }: HubProcess, first: string, drop?: string): Slow {
  let over = false;
  let bytes = 0;
  const socket = net.connect(port, "127.0.0.1", () => socket.write(first));
  const dripping = drop === undefined ? undefined : setInterval(() => socket.write(drop), 200);
  const stop = () => {
    over = true;
    clearInterval(dripping);
  };
  socket.on("error", stop).on("close", stop);
  socket.on("data", (chunk) => (bytes += chunk.length));
  if (drop === undefined) socket.pause();
  return { ended: () => over, received: () => bytes, read: () => socket.resume() };
}

const answers = 500;
const long = "/kk/convention";
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
  "hundreds of questions at once, without reading an answer": (hub: HubProcess) =>
    connection(hub, `GET ${long} HTTP/1.1\r\n${headers("\r\n")}`.repeat(answers)),
};

/** Requests that are allowed and mean to cost as much as they can. */
const heavy: (() => [path: string, options: RequestInit])[] = [
  () => ["/kk/join", json("[".repeat(100_000) + "]".repeat(100_000))],
  () => ["/kk/join", json(`{"hub":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`)],
  () => ["/kk/join", form(Array.from({ length: 30_000 }, (_, index) => `k${index}=1`).join("&"))],
  () => ["/kk/join", form(`hub=${"%D0%90".repeat(40_000)}`)],
  () => ["/kk/places/search?q=" + encodeURIComponent("а".repeat(1_500)), {}],
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

/** Sends what is heavy, again and again; answers what failed with more than "come back later". */
async function press(origin: string, from: number, over: AbortSignal): Promise<string[]> {
  const failures: string[] = [];
  for (let turn = from; !over.aborted; turn += 1) {
    const [path, options] = heavy[turn % heavy.length]?.() ?? ["/", {}];
    const answer = await fetch(origin + path, {
      ...options,
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
      headers: { "sec-fetch-site": "same-origin", ...(options.headers as Record<string, string>) },
    }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer && answer.status >= 500 && answer.status !== 503)
      failures.push(`${path.slice(0, 40)} ${answer.status}`);
  }
  return failures;
}

const pages = ["/kk/", "/ru/hubs/kokshetau?n=1", "/en/places/suggestions?q=alg", "/kk/sign-in"];

/** Reads one page after another; answers what each visit ended with, 0 without an answer, and how long it took. */
async function visit(origin: string, from: number) {
  const guest = realVisitor(() => origin);
  const visits: { status: number; took: number }[] = [];
  for (let turn = from; turn < from + pagesEach; turn += 1) {
    const began = performance.now();
    const status = await guest.get(pages[turn % pages.length] ?? "/").then(
      (answer) => answer.status,
      () => 0,
    );
    visits.push({ status, took: performance.now() - began });
    await sleep(20);
  }
  return visits;
}

test("slow and heavy visitors are cut off or refused, and everybody else is answered meanwhile", async () => {
  const env = { REQUEST_SECONDS, FLOOD_CEILING: "1000000" };
  const hub = await startHub({ dir: emptyFolder(), args: [], env });
  await within(90, "the start", hub.ready());
  const origin = `http://127.0.0.1:${hub.port}`;
  const { body } = await realVisitor(() => origin).get(long);
  const attackers = Object.entries(slow).flatMap(([name, open]) =>
    Array.from({ length: 50 * crowd }, () => ({ name, slow: open(hub) })),
  );
  const over = new AbortController();
  const pressing = [0, 1, 2, 3].map((from) => press(origin, from, over.signal));
  const visiting = [0, 1, 2, 3].map((from) => visit(origin, from));
  const visits = (await within(200, "their visits", Promise.all(visiting))).flat();
  over.abort();
  const failures = (await within(60, "the last heavy requests", Promise.all(pressing))).flat();
  const took = visits.map((visit) => visit.took).sort((a, b) => a - b);
  const at = (share: number) => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`;
  console.log(
    `S16, ${attackers.length} slow and 4 heavy visitors: others were answered ${took.length} times, median ${at(0.5)}, p99 ${at(0.99)} (goal 1000 ms)`,
  );
  expect([...new Set(visits.map((visit) => visit.status))]).toEqual([200]);
  expect(failures).toEqual([]);
  // Whoever does not read hears of their end only once they read what had come before it.
  for (const { slow } of attackers) slow.read();
  await until(() => attackers.every(({ slow }) => slow.ended()), 20).catch(() => {});
  const whole = answers * Buffer.byteLength(body);
  const left = attackers.filter(({ slow }) => !slow.ended() || slow.received() >= whole);
  expect([...new Set(left.map(({ name }) => name))]).toEqual([]);
  hub.signal("SIGTERM");
  expect(await within(60, "the end", hub.ended)).toEqual({ code: 0, signal: null });
});
