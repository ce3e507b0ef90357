import { setTimeout as sleep } from "node:timers/promises";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { drain, listen } from "./address.ts";

async function open() {
  const app = Fastify({ forceCloseConnections: "idle" });
  let arrived = () => {};
  const inside = new Promise<void>((resolve) => (arrived = resolve));
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  app.get("/slow", async () => {
    arrived();
    await finished;
    return "done";
  });
  app.get("/quick", async () => "quick");
  const address = await listen(app, { host: "127.0.0.1", port: 0 });
  return { app, address, inside, finish };
}

const textOf = (address: string) => fetch(address).then((answer) => answer.text());

test("whoever is inside when the hub closes still gets their answer, and nobody new comes in", async () => {
  const { app, address, inside, finish } = await open();
  await textOf(`${address}/quick`); // leaves a connection open for the next request
  const answer = textOf(`${address}/slow`);
  await inside;
  const drained = drain(app);
  await sleep(100);
  await expect(textOf(`${address}/quick`)).rejects.toThrow("fetch failed");
  finish();
  expect(await answer).toBe("done");
  const began = performance.now();
  await drained;
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("whoever never finishes does not keep the hub open", async () => {
  const { app, address, inside } = await open();
  const answer = textOf(`${address}/slow`).catch((error: Error) => error.message);
  await inside;
  await drain(app, 200);
  expect(await answer).toBe("fetch failed");
});
