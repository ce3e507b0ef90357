import { once } from "node:events";
import type { RequestListener } from "node:http";
import net, { type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { readSettings } from "../config.ts";
import { patientServer } from "./patience.ts";

const settings = readSettings({ REQUEST_SECONDS: "1" });
const closers: (() => unknown)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server with this listener, and a connection to it that reads nothing until it is asked to. */
async function connected(listener: RequestListener): Promise<net.Socket> {
  const server = patientServer(settings, listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = net.connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  socket.on("error", () => {}); // what is cut off is cut off roughly
  closers.push(
    () => socket.destroy(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  await once(socket, "connect");
  return socket;
}

const question = "GET / HTTP/1.1\r\nhost: hub\r\n\r\n";

describe("a patient server", () => {
  test("lets go of whoever never reads their answer", async () => {
    const cut = new Promise<boolean>((resolve) => {
      void connected((_request, response) => {
        response.once("close", () => resolve(!response.writableFinished));
        response.end(Buffer.alloc(64 * 1024 * 1024));
      }).then((socket) => socket.write(question));
    });
    expect(await cut).toBe(true);
  });

  test("answers a few questions sent at once, in their order", async () => {
    let asked = 0;
    const socket = await connected((_request, response) => void response.end(`answer ${(asked += 1)}.`));
    let said = "";
    socket.on("data", (chunk: Buffer) => (said += chunk.toString())).resume();
    socket.write(question.repeat(5));
    while (!said.includes("answer 5.")) await sleep(10);
    expect(said.match(/answer \d/g)).toEqual([1, 2, 3, 4, 5].map((number) => `answer ${number}`));
  });

  test("cuts off whoever asks hundreds of questions at once, before most of them cost anything", async () => {
    let asked = 0;
    const socket = await connected(() => void (asked += 1));
    socket.resume().write(question.repeat(500));
    await once(socket, "close");
    expect(asked).toBeLessThan(20);
  });
});
