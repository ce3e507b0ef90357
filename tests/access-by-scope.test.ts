import { beforeAll, expect, test } from "vitest";
import { type Post, posts } from "../src/platform/http/actor.ts";
import { scopesOf } from "../src/features/members/rules/posts.ts";
import { fullSession, someRecovery } from "./factor.ts";
import { openHub, type TestHub } from "./hub.ts";
import { somePaper } from "./paper-consents.ts";
import { regions, someHub, someMember, somePost, villages } from "./members.ts";

/**
 * The second gate over every post and how its holder stands to the hub `here`: by a post of that very hub, of another
 * hub in its region, of one elsewhere, of its region, of another region, or of the country.
 */
const relations = {
  here: () => ({ hub: ids.here }),
  near: () => ({ hub: ids.near }),
  far: () => ({ hub: ids.far }),
  region: () => ({ region: regions.akmola }),
  "other region": () => ({ region: regions.mangystau }),
  country: () => ({}),
};
type Relation = keyof typeof relations;
const kinds: Record<Relation, "hub" | "region" | "country"> = {
  here: "hub",
  near: "hub",
  far: "hub",
  region: "region",
  "other region": "region",
  country: "country",
};

type Holder = `${Post} ${Relation}`;
const holders = posts.flatMap((post) =>
  (Object.keys(relations) as Relation[])
    .filter((relation) => scopesOf[post].some((scope) => scope === kinds[relation]))
    .map((relation): Holder => `${post} ${relation}`),
);

const coordinators: Holder[] = ["coordinator here", "coordinator region"];
const focalPoints: Holder[] = ["safeguarding_focal_point here", "safeguarding_focal_point region"];
const national: Holder = "national_coordinator country";
const administrator: Holder = "administrator country";
const observers: Holder[] = ["observer here", "observer region", "observer country"];

type Line = {
  name: string;
  ask: () => { url: string; form?: Record<string, string> };
  /** What a page that opens has to hold, where all of them open. */
  holds?: () => string;
  may: Holder[];
};

const ids = {
  here: "",
  near: "",
  far: "",
  member: "",
  adult: "",
  waiting: "",
  minor: "",
  paper: "",
  post: "",
  recovery: "",
};
const where = () => `hub:${ids.here}`;

/** Who gets through to what of the hub `here`, written by hand; nobody else does. */
const lines: Line[] = [
  { name: "list its people", ask: () => ({ url: "/people?hub=here" }), may: [...coordinators, national] },
  { name: "read a member", ask: () => ({ url: `/people/${ids.member}` }), may: [...coordinators, national] },
  {
    name: "make a volunteer",
    ask: () => ({ url: `/people/${ids.member}/volunteer`, form: { hub: ids.here } }),
    may: [...coordinators, national],
  },
  { name: "read somebody who waits", ask: () => ({ url: `/people/${ids.waiting}` }), may: [] },
  {
    name: "see one line of those who wait",
    ask: () => ({ url: "/people/waiting" }),
    holds: () => "Қанария",
    may: coordinators,
  },
  {
    name: "see its papers",
    ask: () => ({ url: "/hubs/here/papers" }),
    may: [...coordinators, ...focalPoints],
  },
  {
    name: "print a paper",
    ask: () => ({
      url: "/hubs/here/papers/print",
      form: { person: ids.minor, purpose: "data", language: "kk" },
    }),
    may: [...coordinators, ...focalPoints],
  },
  {
    name: "read a paper",
    ask: () => ({ url: `/papers/${ids.paper}` }),
    may: [...coordinators, ...focalPoints],
  },
  {
    name: "open its board of consents, with one line of those who wait",
    ask: () => ({ url: "/hubs/here/consents" }),
    holds: () => "Қанария",
    may: [...coordinators, ...focalPoints],
  },
  {
    name: "remind somebody who waits there",
    ask: () => ({ url: "/hubs/here/consents/reminders", form: { person: ids.waiting } }),
    may: [...coordinators, ...focalPoints],
  },
  { name: "edit the hub", ask: () => ({ url: "/hubs/here/edit" }), may: [...coordinators, national] },
  {
    name: "see its totals",
    ask: () => ({ url: "/hubs/here/totals" }),
    may: [...coordinators, ...observers, national],
  },
  { name: "list its posts", ask: () => ({ url: "/posts?hub=here" }), may: [...coordinators, national] },
  { name: "read a post of it", ask: () => ({ url: `/posts/${ids.post}` }), may: [...coordinators, national] },
  {
    name: "offer a member a post",
    ask: () => ({ url: `/posts/new?person=${ids.member}` }),
    may: [...coordinators, national, administrator],
  },
  {
    name: "offer somebody who waits a post",
    ask: () => ({ url: `/posts/new?person=${ids.waiting}` }),
    may: [],
  },
  {
    name: "give a helper's post",
    ask: () => ({ url: "/posts", form: { person: ids.member, post: "trainer", where: where() } }),
    may: [...coordinators, national],
  },
  {
    name: "name a coordinator",
    ask: () => ({ url: "/posts", form: { person: ids.adult, post: "coordinator", where: where() } }),
    may: [national],
  },
  {
    name: "name a focal point of the region",
    ask: () => ({
      url: "/posts",
      form: { person: ids.adult, post: "safeguarding_focal_point", where: `region:${regions.akmola}` },
    }),
    may: [national],
  },
  {
    name: "name an administrator",
    ask: () => ({ url: "/posts", form: { person: ids.adult, post: "administrator", where: "country" } }),
    may: [administrator],
  },
  {
    name: "confirm somebody of it who lost their phone",
    ask: () => ({ url: `/recoveries/${ids.recovery}` }),
    may: [...coordinators, national, administrator],
  },
  {
    name: "take back the coordinator's post",
    ask: () => ({ url: `/posts/${ids.post}/removal`, form: {} }),
    may: [national],
  },
];

let hub: TestHub;
const sessions = new Map<Holder, string>();

beforeAll(async () => {
  hub = await openHub();
  const { db } = hub;
  ids.here = await someHub(db, { slug: "here" });
  ids.near = await someHub(db, { slug: "near" });
  ids.far = await someHub(db, { slug: "far", city_code: villages.aktau });
  ids.member = await someMember(db, { hub: ids.here });
  ids.adult = await someMember(db, { hub: ids.here, birth_date: "1990-01-01" });
  ids.waiting = await someMember(db, { hub: ids.here, given_name: "Қанария", status: "waiting_for_consent" });
  ids.minor = await someMember(db, { hub: ids.here, birth_date: "2011-03-07" });
  ids.paper = await somePaper(hub, { person: ids.minor, hub: ids.here });
  ids.post = await somePost(db, { person: ids.adult, post: "coordinator", hub: ids.here });
  ids.recovery = await someRecovery(hub, ids.adult);
  for (const holder of holders) {
    const post = posts.find((each) => holder.startsWith(`${each} `))!;
    const relation = holder.slice(post.length + 1) as Relation;
    const person = await someMember(db, { hub: ids.far, birth_date: "1990-01-01" });
    await somePost(db, { person, post, ...relations[relation]() });
    sessions.set(holder, await fullSession(hub, person));
  }
});

test("there is a holder of every post in every scope it can have", () => {
  expect(holders).toHaveLength(31);
});

test.each(lines)("$name: who may, and nobody else", async ({ ask, holds, may }) => {
  const { url, form } = ask();
  const payload = form ? { payload: form } : {};
  const method = form ? "POST" : "GET";
  const tries = holders.map(async (holder) => {
    const answer = await hub.visit({
      method,
      url: `/en${url}`,
      session: sessions.get(holder) ?? "",
      ...payload,
    });
    expect([200, 303, 403, 404, 422]).toContain(answer.statusCode);
    expect(answer.headers.location ?? "").not.toContain("/sign-in");
    const opened = answer.statusCode === 200 || answer.statusCode === 303;
    return opened && (!holds || answer.body.includes(holds())) ? [holder] : [];
  });
  expect((await Promise.all(tries)).flat().sort()).toEqual([...may].sort());
});
