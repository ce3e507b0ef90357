import Fastify from "fastify";
import { expect, test, vi } from "vitest";
import { restWhenQuiet } from "./rest.ts";

test("memory is given back when it is quiet: after the start and after a rush, never while people are here", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let given = 0;
  const app = Fastify();
  app.get("/", async () => "page");
  app.get("/healthz", async () => "well");
  restWhenQuiet(app, () => (given += 1), 1_000);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const ask = async (path: string, times: number) => {
    for (let time = 0; time < times; time += 1) await (await fetch(address + path)).text();
  };
  const tick = () => vi.advanceTimersByTime(1_000);

  await ask("/", 1);
  tick();
  expect(given).toBe(0); // somebody was here a moment ago
  await ask("/healthz", 3);
  tick();
  expect(given).toBe(1);
  tick();
  expect(given).toBe(1); // there is nothing more to give back
  await ask("/", 60);
  tick();
  expect(given).toBe(1);
  tick();
  expect(given).toBe(2);
  await app.close();
  vi.useRealTimers();
});
