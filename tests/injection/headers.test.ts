import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { bareOf } from "./headers.ts";
import { openHub, type TestHub } from "../hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub({ LOG_LEVEL: "silent" });
});

const nowhere = (url: string) => url.replace(/:\w+/g, "00000000-0000-4000-8000-000000000000");

describe("nothing but our own files can run in an answer, and no other site can frame it:", () => {
  test("pages, redirects, data, files and refusals of every route", async () => {
    const bare: string[] = [];
    for (const { method, url } of hub.app.guarded)
      for (const address of [nowhere(url), `/en${nowhere(url)}`]) {
        const { headers, statusCode } = await hub.visit({ method: method as "GET", url: address });
        bare.push(...bareOf(headers).map((fault) => `${method} ${address} ${statusCode}: ${fault}`));
      }
    expect(hub.app.guarded.length).toBeGreaterThan(100);
    expect(bare).toEqual([]);
  });

  test.each([
    ["GET", "/en/nowhere", 404],
    ["GET", "/nowhere.php", 404],
    ["GET", "/en/hubs/%zz", 404],
    ["GET", "/en/hubs/%E0%A4%A", 404],
    ["GET", "/en/%", 404],
    ["GET", "/en/hubs/%00", 404],
    ["GET", `/en/hubs/${"a".repeat(300)}`, 404],
    ["GET", "/en/places/import/1", 303],
    ["PUT", "/en/about", 404],
    ["POST", "/en/about", 404],
    ["GET", "/en/hubs/new%2Fx", 404],
    ["GET", "//evil.example/en", 404],
  ] as const)("%s %s, which is no page of the house", async (method, url, status) => {
    const answer = await hub.visit({ method, url });
    expect([answer.statusCode, bareOf(answer.headers)]).toEqual([status, []]);
  });

  test("a page that is kept in memory for the next who ask", async () => {
    const origin = await hub.app.listen({ host: "127.0.0.1", port: 0 });
    for (const turn of ["drawn", "kept"]) {
      const answer = await fetch(`${origin}/en/about`);
      expect([turn, answer.status, bareOf(Object.fromEntries(answer.headers))]).toEqual([turn, 200, []]);
    }
  });

  test("a page that says that something broke", async () => {
    await sql`alter table hubs.hub rename to lost`.execute(hub.db);
    const answer = await hub.visit({ url: "/en/hubs" });
    await sql`alter table hubs.lost rename to hub`.execute(hub.db);
    expect([answer.statusCode, bareOf(answer.headers)]).toEqual([500, []]);
    expect(answer.body).not.toMatch(/relation|hubs\.hub|node_modules/);
  });
});

test("whoever asks for pages that are not there is under the ceiling of floods as well", async () => {
  const { app } = await openHub({ FLOOD_CEILING: "2" });
  const statuses: number[] = [];
  for (let turn = 0; turn < 3; turn += 1)
    statuses.push((await app.inject({ url: `/en/nowhere/${turn}`, remoteAddress: "10.0.0.1" })).statusCode);
  expect(statuses).toEqual([404, 404, 429]);
});
