import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../../../../tests/hub.ts";
import { holding, regions, someHub, someMember, somePost, villages } from "../../../../tests/members.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { type Actor, type Post, posts } from "../../../platform/http/actor.ts";
import { canSee, canSeeWaiting } from "../policy.ts";
import { statuses } from "../rules.ts";
import { canOffer, canOversee, canSeeTotals, overseenBy } from "./posts.ts";

let db: Db;
let here: string;
let near: string;
let far: string;
let everybody: [string, Actor][];
let rows: { id: string; person_id: string; post: string; hub_id: string | null; label: string }[];

beforeAll(async () => {
  ({ db } = await ownDatabase());
  here = await someHub(db, { slug: "here" });
  near = await someHub(db, { slug: "near" });
  far = await someHub(db, { slug: "far", city_code: villages.aktau });
  const person = await someMember(db, { hub: here });
  const own = await someMember(db, { hub: here });
  for (const hub of [here, near, far])
    for (const post of ["trainer", "coordinator"] as const) await somePost(db, { person, post, hub });
  for (const post of ["coordinator", "observer"] as const)
    await somePost(db, { person, post, region: regions.akmola });
  for (const post of ["observer", "national_coordinator", "administrator"] as const)
    await somePost(db, { person, post });
  await somePost(db, { person: own, post: "facilitator", hub: far });
  const hubs: Record<string, string> = { [here]: "here", [near]: "near", [far]: "far" };
  rows = (await db.selectFrom("members.post").selectAll().execute()).map((row) => ({
    ...row,
    label: `${row.person_id === own ? "my " : ""}${row.post} ${row.hub_id ? hubs[row.hub_id] : (row.region_code ?? "country")}`,
  }));
  everybody = [
    ["nobody in particular", { ...holding(), id: own }],
    ["a coordinator", holding(["coordinator", here])],
    ["a coordinator of the region", { ...holding(["coordinator", here], ["coordinator", near]), id: own }],
    ["a national coordinator", holding(["national_coordinator", null])],
    ["an administrator", holding(["administrator", null])],
    ["an administrator who coordinates a hub", holding(["administrator", null], ["coordinator", far])],
    ["an observer", holding(["observer", here])],
    ["a reviewer", holding(["reviewer", here])],
  ];
});

test("the rule for a post in hand and the filter in SQL say the same", async () => {
  expect(rows).toHaveLength(12);
  for (const [name, who] of everybody) {
    const seen = rows.filter((row) => canOversee(who, row)).map((row) => row.id);
    const listed = await db.selectFrom("members.post").select("id").where(overseenBy(who)).execute();
    expect([name, listed.map((row) => row.id).sort()]).toEqual([name, seen.sort()]);
  }
});

test("posts are overseen by those who can do something about them, and known to whoever holds them", () => {
  const table = everybody.map(([name, who]) => [
    name,
    rows
      .filter((row) => canOversee(who, row))
      .map((row) => row.label)
      .sort(),
  ]);
  const leading = ["administrator country", "national_coordinator country"];
  expect(table).toEqual([
    ["nobody in particular", ["my facilitator far"]],
    ["a coordinator", ["coordinator here", "trainer here"]],
    [
      "a coordinator of the region",
      ["coordinator here", "coordinator near", "my facilitator far", "trainer here", "trainer near"],
    ],
    ["a national coordinator", rows.map((row) => row.label).sort()],
    ["an administrator", leading],
    [
      "an administrator who coordinates a hub",
      [...leading, "coordinator far", "my facilitator far", "trainer far"].sort(),
    ],
    ["an observer", []],
    ["a reviewer", []],
  ]);
});

describe("whom a post can be offered to", () => {
  const person = "00000000-0000-4000-8000-000000000001";
  const offered = (who: Actor) =>
    [[], ...statuses.map((status) => [{ hub_id: here, status }])].map((memberships) =>
      canOffer(who, person, memberships),
    );

  test("a coordinator knows the people of her hub; others may name anybody but those who wait", () => {
    const [nowhere, waits, registered, volunteer, left] = [true, false, true, true, true];
    expect(offered(holding(["national_coordinator", null]))).toEqual([
      nowhere,
      waits,
      registered,
      volunteer,
      left,
    ]);
    expect(offered(holding(["administrator", null]))).toEqual([nowhere, waits, registered, volunteer, left]);
    expect(offered(holding(["coordinator", here]))).toEqual([false, false, true, true, false]);
    for (const who of [holding(["coordinator", far]), holding(["observer", here]), holding()])
      expect(offered(who)).toEqual([false, false, false, false, false]);
  });

  test("whoever waits in one hub and belongs to another is known by the other", () => {
    const both = [
      { hub_id: here, status: "waiting_for_consent" },
      { hub_id: far, status: "volunteer" },
    ];
    const may = (who: Actor) => canOffer(who, person, both);
    expect([may(holding(["coordinator", here])), may(holding(["coordinator", far]))]).toEqual([false, true]);
    expect(may(holding(["administrator", null]))).toBe(true);
  });
});

test("totals are for coordinators and observers, each where the post is; names for coordinators alone", () => {
  const seesTotals = (post: Post, hub: string | null) =>
    [here, near].map((id) => canSeeTotals(holding([post, hub]), { id }));
  const ofAHub = posts.filter((post) => post !== "national_coordinator");
  const readers = ofAHub.filter((post) => seesTotals(post, here)[0]);
  expect(readers).toEqual(["observer", "coordinator"]);
  for (const post of readers)
    expect([seesTotals(post, here), seesTotals(post, null)]).toEqual([
      [true, false],
      [true, true],
    ]);
  expect(seesTotals("national_coordinator", null)).toEqual([true, true]);
  for (const post of posts.filter((each) => each !== "coordinator" && each !== "national_coordinator"))
    for (const status of statuses) {
      const who = holding([post, here], [post, null]);
      expect([
        post,
        canSee(who, { hub_id: here, status }),
        canSeeWaiting(who, { hub_id: here, status }),
      ]).toEqual([post, false, false]);
    }
});
