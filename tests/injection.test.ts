import { beforeAll, expect, test } from "vitest";
import { textFields } from "./injection/fields.ts";
import { plant } from "./injection/planting.ts";
import { type Walker, type Walk, walkThrough } from "./injection/walk.ts";
import { ways } from "./injection/ways.ts";
import { pageRoutes } from "./journeys/page-routes.ts";
import { openSampleHub, roles, type SampleHub } from "./sample-hub.ts";
import { visitor } from "./visitor.ts";

let hub: SampleHub;
let walk: Walk;
beforeAll(async () => {
  hub = await openSampleHub({ LOG_LEVEL: "silent" });
  walk = walkThrough(hub);
  for (const role of roles) if (role !== "nobody") await hub.sessionOf(role);
  await plant(hub.db, walk.idOf);
  for (const role of roles) await walk.wander(await enter(role), [...walk.plainPages(), ...starts]);
  for (const { role, go } of ways) {
    const walker = await enter(role);
    await walk.wander(walker, await go(hub, walker.browser));
  }
}, 120_000);

/** Pages that are found by their address alone, and some that only those see who know of them. */
const starts = ["/hubs/kokshetau", "/hubs/kokshetau/edit", "/hubs/kokshetau/poster"];

async function enter(role: Walker["role"]): Promise<Walker> {
  const browser = visitor(hub);
  if (role !== "nobody" && role !== "half") browser.cookies.set("session", await hub.sessionOf(role));
  return { browser, role };
}

test("nothing that somebody wrote comes alive on any page", () => {
  expect([...walk.found.alive]).toEqual([]);
  expect([...walk.found.failed]).toEqual([]);
});

test("every field into which people write was written into, and what was written can be read somewhere", () => {
  const fed = Object.fromEntries([...walk.fed].filter(([, names]) => names.size > 0).map(([route, names]) => [route, [...names].sort()]).sort());
  console.log(JSON.stringify(fed, null, 1));
  console.log(walk.fields.filter((_f, id) => !walk.found.read.has(id)));
});

test("every page was looked at", () => {
  console.log(walk.count, process.uptime()); console.log(pageRoutes(hub.app).filter((route) => !walk.seen.has(route)));
});
