import { beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../../../tests/hub.ts";
import type { Db } from "../../platform/db/pool.ts";
import { importPlaces, loadSamplePlaces } from "../places/index.ts";
import { drawCountry, drawHub, withRegions } from "./geography.ts";
import { findHub, type Hub, listHubs, loadSampleHubs } from "./index.ts";

const now = new Date("2026-11-22T06:00:00Z");
let db: Db;
let hubs: Hub[];
beforeAll(async () => {
  ({ db } = await ownDatabase());
  await loadSamplePlaces(db, now);
  await loadSampleHubs(db, now);
  hubs = await listHubs(db);
});

const square = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];
const draw = async (...boundaries: [code: string, coordinates: number[][][]][]) => {
  const features = boundaries.map(([code, coordinates]) => ({
    type: "Feature",
    properties: { code },
    geometry: { type: "Polygon", coordinates },
  }));
  const bytes = Buffer.from(JSON.stringify({ type: "FeatureCollection", features }));
  const done = await importPlaces(db, "installation", { name: "b.geojson", format: "geojson", bytes }, now);
  expect(done.kind).toBe("applied");
};

test("the list and the map ask the database as often for one hub as for all", async () => {
  let asked = 0;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const ask = async (some: Hub[]) => {
    asked = 0;
    await withRegions(counting, some, "ru");
    await drawCountry(counting, some, "ru");
    return asked;
  };
  expect(await ask(hubs)).toBe(await ask(hubs.slice(0, 1)));
});

test("hubs stand in the order of the reader's alphabet, each with the names of its regions", async () => {
  const inRussian = await withRegions(db, hubs, "ru");
  expect(inRussian.map((hub) => hub.slug)).toEqual([
    "aktau",
    "almaty",
    "astana",
    "kokshetau",
    "semey",
    "shymkent",
  ]);
  expect(inRussian.find((hub) => hub.slug === "kokshetau")?.regions).toEqual([
    { text: "Акмолинская область", lang: "ru" },
  ]);
});

test("without boundaries a hub is a point in the country's outline", async () => {
  const kokshetau = await findHub(db, "kokshetau");
  const map = await drawHub(db, kokshetau as Hub, "kk");
  expect(map).toMatchObject({ shape: "wide", areas: [], points: [{ name: "Көкшетау" }] });
});

test("a region with a boundary is drawn where a hub covers it, a city is not", async () => {
  await draw(["110000000", square(66, 50, 6)], ["710000000", square(71, 51, 1)]);
  const map = await drawCountry(db, hubs, "en");
  expect(map.areas.map(({ code, here }) => [code, here])).toEqual([
    ["110000000", true],
    ["710000000", true],
  ]);
  expect((await drawHub(db, (await findHub(db, "kokshetau")) as Hub, "kk")).shape).toBe("square");
  expect((await drawHub(db, (await findHub(db, "astana")) as Hub, "kk")).shape).toBe("wide");
});
