import { beforeAll, expect, test } from "vitest";
import { openSampleHub, type SampleHub } from "../../../tests/sample-hub.ts";

let hub: SampleHub;
const METRICS_TOKEN = "for Prometheus and nobody else";
beforeAll(async () => {
  hub = await openSampleHub({ METRICS_TOKEN });
});

type Options = Parameters<SampleHub["visit"]>[0];
const read = (options: Options = {}) => hub.visit({ url: "/metrics", ...options });
const bearer = (token: string) => ({
  remoteAddress: "10.0.0.9",
  headers: { authorization: `Bearer ${token}` },
});

test("numbers are read on the machine itself, or with the token, and are not there for anybody else", async () => {
  expect((await read()).statusCode).toBe(200);
  expect((await read(bearer(METRICS_TOKEN))).statusCode).toBe(200);
  const strangers: Options[] = [
    { remoteAddress: "10.0.0.9" },
    { headers: { "x-forwarded-for": "127.0.0.1" } },
    { headers: { host: "hub.example.kz" } },
    bearer("for Prometheus and nobody els"),
    bearer(""),
    { ...bearer(""), session: await hub.sessionOf("administrator") },
  ];
  for (const each of strangers) expect((await read(each)).statusCode).toBe(404);
});

test("they tell answers by route, never by address, name or query", async () => {
  await read();
  const session = await hub.sessionOf("coordinator");
  const list = await hub.visit({ url: "/kk/people?q=Сейітова", session });
  const person = /\/kk(\/people\/[0-9a-f-]{36})/.exec(list.body)?.[1] ?? "";
  await hub.visit({ url: `/kk${person}`, session });
  await hub.visit({ url: "/kk/nowhere-at-all" });
  const { body, headers } = await read();
  expect(headers["content-type"]).toMatch(/^text\/plain/);
  expect(body).toContain('dostyq_request_seconds_count{method="GET",route="/people/:id",status="200"} 1');
  expect(body).toContain('route="none",status="404"} 1');
  for (const name of ["disk_free_bytes", "queue_waiting", "notices_failed", "database_bytes", "database_up"])
    expect(body).toMatch(new RegExp(`^dostyq_${name} [0-9.e+]+$`, "m"));
  for (const name of ["nodejs_eventloop_lag_seconds", "process_resident_memory_bytes"])
    expect(body).toContain(`\n${name} `);
  for (const word of [person, "nowhere-at-all", "%D0", "Сейітова", session]) expect(body).not.toContain(word);
});

test("pages answered from memory are counted too", async () => {
  const kept = async () => Number(/^dostyq_kept_pages_total (\d+)$/m.exec((await read()).body)?.[1]);
  const address = await hub.app.listen({ host: "127.0.0.1", port: 0 });
  const before = await kept();
  for (let time = 0; time < 3; time += 1) await fetch(`${address}/kk/areas`);
  expect((await kept()) - before).toBe(2);
});
