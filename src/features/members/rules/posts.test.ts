import { describe, expect, test } from "vitest";
import { postsAsHeld } from "../policy.ts";
import { type Post, posts } from "../../../platform/http/actor.ts";
import {
  endsSoon,
  isHeld,
  mayEnd,
  mayGive,
  mayTake,
  type PostName,
  postNames,
  type Scope,
  termProblem,
  unfit,
  usualTerm,
} from "./posts.ts";

const here: Scope = { kind: "hub", hub: "here" };
const there: Scope = { kind: "hub", hub: "there" };
const region: Scope = { kind: "region", region: "110000000" };
const country: Scope = { kind: "country" };
const scopes = { here, there, region, country };

const holder = (post: Post, ...hubs: (string | null)[]) => ({
  id: "holder",
  posts: postsAsHeld(hubs.map((hub) => ({ post, hub }))),
});

const gives = (who: ReturnType<typeof holder>, to = "somebody") =>
  Object.fromEntries(
    Object.entries(scopes).map(([name, scope]) => [
      name,
      postNames.filter((post) => mayGive(who, { post, scope, to })),
    ]),
  );
const nothing = { here: [], there: [], region: [], country: [] };

describe("who gives which post", () => {
  const ofAHub: PostName[] = ["reviewer", "trainer", "facilitator", "organisation_lead", "observer"];

  test("a coordinator gives those of her own hubs who help her there, and nobody who stands beside or above her", () => {
    expect(gives(holder("coordinator", "here"))).toEqual({ ...nothing, here: ofAHub });
  });

  test("a coordinator of a region does so in every hub of it, and gives no post of a region", () => {
    expect(gives(holder("coordinator", "here", "there"))).toEqual({
      ...nothing,
      here: ofAHub,
      there: ofAHub,
    });
  });

  test("a national coordinator gives everything but her own post and the administrators'", () => {
    const everyHub = [...ofAHub, "coordinator", "safeguarding_focal_point"];
    expect(gives(holder("national_coordinator", null))).toEqual({
      here: everyHub,
      there: everyHub,
      region: ["observer", "coordinator", "safeguarding_focal_point"],
      country: ["observer", "safeguarding_focal_point"],
    });
  });

  test("an administrator gives national coordinators and administrators, and meets nobody else", () => {
    expect(gives(holder("administrator", null))).toEqual({
      ...nothing,
      country: ["national_coordinator", "administrator"],
    });
  });

  test.each([
    "reviewer",
    "trainer",
    "facilitator",
    "organisation_lead",
    "observer",
    "safeguarding_focal_point",
  ] as const)("a %s gives nothing", (post) => {
    expect(gives(holder(post, "here", null))).toEqual(nothing);
  });

  test("nobody gives anything to themselves, whatever they hold", () => {
    for (const post of posts) expect(gives(holder(post, "here", null), "holder")).toEqual(nothing);
  });

  test("what is given may be taken back by the same people, and laid down by its holder", () => {
    const who = holder("coordinator", "here");
    const offer = { post: "trainer", scope: here, to: "somebody" } as const;
    expect(mayTake(who, offer)).toBe(true);
    expect(mayTake(who, { ...offer, scope: there })).toBe(false);
    expect(mayTake(who, { post: "coordinator", scope: here, to: "other" })).toBe(false);
    expect(mayTake(who, { post: "coordinator", scope: here, to: "holder" })).toBe(true);
  });

  test("the list of posts is the one the whole house knows", () => {
    expect([...postNames].sort()).toEqual([...posts].sort());
  });
});

describe("who can hold a post", () => {
  const offer = { post: "trainer", scope: here } as const;
  const at = (status: string, hub = "here") => ({ hub, status });

  test("coordinators, focal points, observers, national coordinators and administrators are 18 or older", () => {
    const young = postNames.filter(
      (post) => unfit({ post, scope: here }, { age: 17, statuses: [] }, false) !== "too_young",
    );
    expect(young).toEqual(["reviewer", "trainer", "facilitator", "organisation_lead"]);
    for (const post of postNames)
      expect(unfit({ post, scope: here }, { age: 18, statuses: [] }, false)).toBe(null);
  });

  test.each([
    ["registered", true, null],
    ["volunteer", true, null],
    ["left", true, "cannot_hold"],
    ["waiting_for_consent", true, "cannot_hold"],
    ["left", false, null],
    ["waiting_for_consent", false, "cannot_hold"],
  ] as const)("somebody %s of the hub, asked as a member: %s", (status, asMember, answer) => {
    expect(unfit(offer, { age: 16, statuses: [at(status)] }, asMember)).toBe(answer);
  });

  test("who does not belong to the hub gets a post there only from above", () => {
    const stranger = { age: 20, statuses: [at("volunteer", "there")] };
    expect([unfit(offer, stranger, true), unfit(offer, stranger, false)]).toEqual(["cannot_hold", null]);
  });

  test("who waits in another hub but belongs to this one can hold a post here; who only waits, none anywhere", () => {
    const both = [at("volunteer"), at("waiting_for_consent", "there")];
    expect(unfit(offer, { age: 17, statuses: both }, true)).toBe(null);
    const waits = [at("waiting_for_consent", "there")];
    expect(unfit(offer, { age: 17, statuses: waits }, false)).toBe("cannot_hold");
  });
});

describe("a term", () => {
  const today = "2026-11-22";
  test.each([
    [null, null],
    ["2026-11-22", null],
    ["2026-11-21", "term_past"],
    ["2031-11-22", null],
    ["2031-11-23", "term_too_far"],
  ] as const)("until %s: %s", (day, problem) => {
    expect(termProblem(day, today)).toBe(problem);
  });

  test("is a year where nobody says otherwise, also from 29 February", () => {
    expect([usualTerm(today), usualTerm("2028-02-29")]).toEqual(["2027-11-22", "2029-02-28"]);
  });

  test("is marked thirty days before it ends", () => {
    const now = new Date("2026-11-22T06:00:00Z");
    const soon = (until: string | null) => endsSoon({ until: until === null ? null : new Date(until) }, now);
    expect(["2026-12-22T06:00:00Z", "2026-12-22T06:00:01Z", "2026-11-22T06:00:00Z", null].map(soon)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

test("a post is held from its first moment until the one at which its term is over", () => {
  const now = new Date("2026-11-22T06:00:00Z");
  const held = (since: string, until: string | null) =>
    isHeld({ since: new Date(since), until: until === null ? null : new Date(until) }, now);
  expect(held("2026-11-22T06:00:00Z", null)).toBe(true);
  expect(held("2026-11-22T06:00:01Z", null)).toBe(false);
  expect(held("2026-11-22T06:00:01Z", "2026-11-23T06:00:00Z")).toBe(false);
  expect(held("2026-01-01T06:00:00Z", "2026-11-22T06:00:01Z")).toBe(true);
  expect(held("2026-01-01T06:00:00Z", "2026-11-22T06:00:00Z")).toBe(false);
});

describe("the last administrator and the last national coordinator", () => {
  const until = (day: string | null) => ({ until: day === null ? null : new Date(day) });
  test.each([
    [null, [], false],
    [null, [null], true],
    [null, ["2027-01-01"], false],
    ["2027-01-01", ["2027-01-01"], true],
    ["2027-01-01", ["2026-12-31", null], true],
    ["2027-01-01", ["2026-12-31"], false],
  ])("one until %s beside others until %j may go: %s", (own, others, may) => {
    for (const post of ["administrator", "national_coordinator"] as const)
      expect(mayEnd(post, until(own), others.map(until))).toBe(may);
  });

  test("are the only ones who have to stay", () => {
    expect(postNames.filter((post) => mayEnd(post, until(null), []))).toEqual(
      postNames.filter((post) => post !== "administrator" && post !== "national_coordinator"),
    );
  });
});
