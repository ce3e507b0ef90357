import { beforeAll, describe, expect, test } from "vitest";
import { fullSession } from "../../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../../tests/hub.ts";
import { regions, someHub, someMember, somePost, villages } from "../../../../tests/members.ts";
import type { Post } from "../../../platform/http/actor.ts";

let hub: TestHub;
let here: string;
let there: string;
let observer: string;

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  there = await someHub(hub.db, { slug: "aktau", city_code: villages.aktau });
  observer = await signedIn("observer", { hub: here });
  const many = async (count: number, given: object) => {
    for (let each = 0; each < count; each += 1)
      await someMember(hub.db, { hub: here, surname: "Канарейкина", given_name: "Қанария", ...given });
  };
  await many(23, { settlement_code: villages.kokshetau });
  await many(12, { birth_date: "2009-06-01", settlement_code: villages.zerendi, status: "volunteer" });
  await many(4, { birth_date: "1990-06-01", settlement_code: villages.birlik, status: "volunteer" });
  await many(11, { birth_date: "2012-06-01", status: "waiting_for_consent" });
  await many(11, { status: "left" });
});

async function signedIn(post: Post, scope: { hub?: string; region?: string }): Promise<string> {
  const person = await someMember(hub.db, { hub: there, birth_date: "1990-01-01" });
  await somePost(hub.db, { person, post, ...scope });
  return fullSession(hub, person);
}

const read = async (url: string, session: string) => {
  const { statusCode, body, headers } = await hub.visit({ url: `/en${url}`, session });
  return { status: statusCode, body, to: headers.location };
};
/** The numbers of the page, each by its name. */
const numbers = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<dt[^>]*>([^<]*)<\/dt><dd[^>]*>([^<]*)<\/dd>/g)].map(([, name, count]) => [
      name,
      count,
    ]),
  );

describe("the totals of a hub", () => {
  test("are rounded, keep small numbers back with what would give them away, and name nobody", async () => {
    const { status, body } = await read("/hubs/kokshetau/totals", observer);
    expect(status).toBe(200);
    expect(numbers(body)).toEqual({
      People: "40",
      registered: "25",
      volunteer: "15",
      "under 16": "not shown",
      "16–17": "not shown",
      "18–24": "25",
      "25 and over": "not shown",
      "город Кокшетау": "25",
      "Other places": "not shown",
    });
    expect(body).not.toMatch(/Канарейкина|Қанария|Зеренд|Сандык/);
  });

  test("of a hub with few people say nothing, not even how many there are", async () => {
    const { body } = await read("/hubs/aktau/totals", await signedIn("observer", {}));
    expect(new Set(Object.values(numbers(body)))).toEqual(new Set(["not shown"]));
  });

  test("are for observers and coordinators where their post is, and lead there at once where there is one hub", async () => {
    expect((await read("/totals", observer)).to).toBe("/en/hubs/kokshetau/totals");
    expect((await read("/hubs/aktau/totals", observer)).status).toBe(403);
    expect((await read("/hubs/nowhere/totals", observer)).status).toBe(404);
    const country = await signedIn("observer", {});
    const list = await read("/totals", country);
    for (const slug of ["kokshetau", "aktau"]) expect(list.body).toContain(`/en/hubs/${slug}/totals`);
    const region = await signedIn("coordinator", { region: regions.akmola });
    expect((await read("/totals", region)).to).toBe("/en/hubs/kokshetau/totals");
    const elsewhere = await signedIn("trainer", { hub: here });
    expect((await read("/hubs/kokshetau/totals", elsewhere)).status).toBe(403);
  });

  test("show observers no list and no person", async () => {
    for (const url of ["/people", "/people/waiting", "/posts"])
      expect((await read(url, observer)).status).toBe(403);
  });
});
