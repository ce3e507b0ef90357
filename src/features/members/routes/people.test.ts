import { beforeAll, describe, expect, test } from "vitest";
import { fullSession } from "../../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../../tests/hub.ts";
import { someHub, someMember, villages } from "../../../../tests/members.ts";
import type { Post } from "../../../platform/http/actor.ts";
import { orders } from "../rules.ts";
import { findMembership } from "../store/memberships.ts";
import { addPost, postsOf } from "../store/posts.ts";

let hub: TestHub;
let here: string;
let there: string;
let coordinator: string;
let member: string;
let waiting: string;
let elsewhere: string;
/** The membership of the one who waits. */
let row: string;

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  there = await someHub(hub.db, { slug: "aktau" });
  coordinator = await signIn("coordinator", here);
  member = await someMember(hub.db, { hub: here, surname: "Асанова", given_name: "Үміт" });
  waiting = await someMember(hub.db, { ...canary, hub: here, status: "waiting_for_consent" });
  row = (await findMembership(hub.db, waiting, here))!.id;
  elsewhere = await someMember(hub.db, { hub: there, surname: "Алыстағы" });
});

const canary = {
  surname: "Канарейкина",
  given_name: "Қанария",
  patronymic: "Канарқызы",
  birth_date: "2011-06-15",
  settlement_code: villages.birlik,
  occupation_place: "Канар мектебі",
  wishes: "канар болғым келеді",
  speaks: ["ko"],
  contact: { kind: "mail" as const, value: "kanar@example.org" },
};

async function signIn(post?: Post, of: string | null = null, person?: string): Promise<string> {
  const id = person ?? (await someMember(hub.db, { hub: there, given_name: "Кіріс", surname: "Қонақ" }));
  const scope = of ? ({ kind: "hub", hub: of } as const) : ({ kind: "country" } as const);
  if (post)
    await hub.db
      .transaction()
      .execute((tx) => addPost(tx, { person: id, post, scope, last_day: null, by: null }, hub.now()));
  return fullSession(hub, id);
}

const read = async (url: string, session = coordinator) => {
  const answer = await hub.visit({ url: `/en${url}`, session });
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
};
const acts = async (act: string, subject: string) =>
  (
    await hub.db
      .selectFrom("platform.audit_entry")
      .select("id")
      .where("act", "=", act)
      .where("subject_id", "=", subject)
      .execute()
  ).length;

describe("somebody who waits for consent", () => {
  const everywhere = () => [
    "/people",
    ...orders.map((order) => `/people?sort=${order}`),
    ...["Канарейкина", "kanar", "Қанария", "Канария Канарейкина", "kanareykna", "Бирлик"].map(
      (q) => `/people?q=${encodeURIComponent(q)}`,
    ),
    `/people?settlement=${villages.birlik}`,
    "/people?district=114800000",
    "/people?age=14-15",
    "/people?speaks=ko",
    "/people?status=waiting_for_consent",
    `/people?after=${row}`,
    `/people?before=${row}`,
    "/people?hub=kokshetau&sort=age&age=14-15&speaks=ko&district=114800000",
  ];

  test("is in no list, count, search, filter or order of the coordinator's or the national coordinator's", async () => {
    const national = await signIn("national_coordinator");
    for (const session of [coordinator, national])
      for (const url of everywhere()) {
        const { status, body } = await read(url, session);
        const told = withoutQuestion(body, url);
        expect([url, status, /канар|қанар|kanar/i.exec(told)?.[0]]).toEqual([url, 200, undefined]);
        expect(told).not.toContain(waiting);
      }
    for (const narrowed of ["?age=14-15", "?speaks=ko", `?settlement=${villages.birlik}`])
      expect((await read(`/people${narrowed}`)).body).toContain("Nobody was found");
    for (const all of ["", `?after=${row}`, `?before=${row}`]) {
      const { body } = await read(`/people${all}`);
      expect(body).toContain("1 person");
      expect(body).toContain("Асанова Үміт");
      expect(body).not.toContain("Previous page");
      expect(body).not.toContain("Next page");
    }
  });

  // The question itself is on the page, in its field, its links and the sentence about what was found.
  function withoutQuestion(body: string, url: string): string {
    const q = new URL(url, "http://hub").searchParams.get("q") ?? "?";
    return body.replaceAll(encodeURIComponent(q), "").replaceAll(q, "");
  }

  test("has no page for anybody but themself, and cannot be made a volunteer", async () => {
    for (const session of [
      coordinator,
      await signIn("national_coordinator"),
      await signIn("administrator", null),
    ]) {
      const { status, body } = await read(`/people/${waiting}`, session);
      expect([403, 404]).toContain(status);
      expect(body).not.toMatch(/канар/i);
    }
    const payload = { hub: here };
    const made = {
      method: "POST" as const,
      url: `/en/people/${waiting}/volunteer`,
      payload,
      session: coordinator,
    };
    expect((await hub.visit(made)).statusCode).toBe(404);
    expect(await acts("members.read_person", waiting)).toBe(0);
    const own = await signIn(undefined, null, waiting);
    const me = await read("/me", own);
    expect(me.body).toContain("waiting for consent");
    expect(me.body).toContain("one line: given name, age, district and since when");
  });

  test("is one line to the hub's own coordinator, which is written down, and none to others", async () => {
    const { body } = await read("/people/waiting");
    expect(body).toContain("Қанария");
    expect(body).toContain("Сандыктауский район");
    expect(body).not.toMatch(/Канарейкина|Канарқызы|Бирлик|Канар мектебі|канар болғым|kanar@|2011/);
    expect(body).not.toContain(waiting);
    expect(await acts("members.read_waiting", here)).toBe(1);
    for (const post of ["national_coordinator", "coordinator"] as const) {
      const session = await signIn(post, post === "coordinator" ? there : null);
      expect((await read("/people/waiting", session)).body).not.toContain("Қанария");
    }
  });
});

describe("a member's page", () => {
  test("tells the coordinator everything, who reads it, and that the reading is written down", async () => {
    const { status, body } = await read(`/people/${member}`);
    expect(status).toBe(200);
    for (const told of [
      "Асанова Үміт",
      "19 years old",
      "№ 2 мектеп",
      "Coordinators of this hub read everything",
    ])
      expect(body).toContain(told);
    expect(await acts("members.read_person", member)).toBe(1);
  });

  test.each(["not-an-id", "00000000-0000-4000-8000-000000000000"])(
    "does not exist at /people/%s",
    async (id) => {
      const missing = await read(`/people/${id}`);
      const hidden = await read(`/people/${elsewhere}`);
      expect([missing.status, hidden.status]).toEqual([404, 404]);
      const plain = (body: string) => body.replaceAll(id, "…").replaceAll(elsewhere, "…");
      expect(plain(missing.body)).toBe(plain(hidden.body));
    },
  );

  test("has a button that makes a volunteer, once", async () => {
    expect((await read(`/people/${member}`)).body).toContain("Make a volunteer");
    const made = { method: "POST" as const, url: `/en/people/${member}/volunteer`, session: coordinator };
    expect((await hub.visit({ ...made, payload: { hub: there } })).statusCode).toBe(404);
    expect((await hub.visit({ ...made, payload: {} })).statusCode).toBe(404);
    const answer = await hub.visit({ ...made, payload: { hub: here } });
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/en/people/${member}?done=volunteer`,
    ]);
    const { body } = await read(`/people/${member}?done=volunteer`);
    expect(body).toContain("Үміт is a volunteer of the hub now.");
    expect(body).not.toContain("Make a volunteer");
  });
});

describe("the list's address", () => {
  test("that means nothing is as if it asked for nothing; a hub that is not hers is not there", async () => {
    const odd =
      "?q=%00&settlement=x&district=1&age=999&status=king&speaks=tlh&sort=up&after=x&before[]=y&hub=";
    const { status, body } = await read(`/people${odd}`);
    expect(status).toBe(200);
    expect(body).toContain("Асанова");
    expect((await read("/people?hub=aktau")).status).toBe(404);
    expect((await read("/people?hub=nowhere")).status).toBe(404);
  });

  test("keeps what is asked for in its links, and names nobody in them", async () => {
    const { body } = await read("/people?speaks=kk&sort=age");
    expect(body).toContain('href="/en/people?speaks=kk&amp;hub=kokshetau&amp;sort=-age"');
    expect(body).toContain('href="/en/people?speaks=kk&amp;hub=kokshetau"');
    const village = await read(`/people?settlement=${villages.algabas}&district=114800000`);
    expect(village.body).toContain("Nobody was found");
    expect((await read(`/people?settlement=${villages.algabas}`)).body).toMatch(/value="113600000" selected/);
  });

  test("is for coordinators: others are sent to sign in, refused, or shown nobody", async () => {
    for (const url of ["/people", "/people/waiting", `/people/${member}`]) {
      const nobody = await hub.visit({ url: `/en${url}` });
      expect(nobody.headers.location).toContain("/en/sign-in");
      expect((await read(url, await signIn("administrator"))).status).toBe(403);
      expect((await read(url, await signIn())).status).toBe(403);
    }
  });
});

describe("words that want to be script", () => {
  const evil = [
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `'-alert(1)-'`,
    `</textarea><svg onload=alert(1)>`,
    `javascript:alert(1)`,
    `{{7*7}}`,
    `<!--`,
    `&lt;b&gt;`,
  ];

  test("are shown as words on every page that shows them (S6)", async () => {
    const own = await someHub(hub.db, { slug: "semey" });
    const person = await someMember(hub.db, { hub: own });
    const surname = evil.join(" ");
    const change = {
      surname,
      given_name: evil[1]!,
      patronymic: evil[0]!,
      wishes: evil.join("\n"),
      occupation_place: evil[3]!,
    };
    await hub.db.updateTable("people.person").set(change).where("id", "=", person).execute();
    await hub.db
      .updateTable("hubs.hub")
      .set({ name_kk: evil[0]!, name_ru: evil[1]!, name_en: evil[2]! + evil[0]! })
      .where("id", "=", own)
      .execute();
    const other = await someMember(hub.db, { hub: own });
    await hub.db.updateTable("people.person").set(change).where("id", "=", other).execute();
    const values = { person_id: person, by_person_id: person, at: hub.now() };
    const changes = JSON.stringify({
      surname: { before: evil[0], after: evil[1] },
      wishes: { before: evil[3], after: "" },
    });
    await hub.db
      .insertInto("people.revision")
      .values({ ...values, changes })
      .execute();
    const session = await signIn("coordinator", own, person);
    const query = encodeURIComponent(evil[1]!);
    for (const url of [
      "/me",
      "/people",
      `/people?q=${query}`,
      `/people/${person}`,
      "/people/waiting",
      "/posts",
      `/posts/${(await postsOf(hub.db, person))[0]!.id}`,
      `/posts/new?person=${other}`,
      "/posts/rights",
      "/hubs/semey/totals",
      "/join/done",
      "/join/member",
      "/join?for=another",
    ])
      for (const language of ["kk", "ru", "en"]) {
        const { body } = await hub.visit({ url: `/${language}${url}`, session });
        const scripts = body.match(/<(script(?! type="module" src)|img|svg onload|!--)[^>]*>/gi) ?? [];
        expect([url, scripts.filter((each) => /alert|onerror|onload|!--|<script>/i.test(each))]).toEqual([
          url,
          [],
        ]);
        expect(body).not.toMatch(/href="javascript:/i);
      }
  });
});
