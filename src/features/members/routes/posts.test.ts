import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { fullSession, fullyIn } from "../../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../../tests/hub.ts";
import { regions, someHub, someMember, somePost, villages } from "../../../../tests/members.ts";
import { type Visitor, visitor } from "../../../../tests/visitor.ts";
import type { Post } from "../../../platform/http/actor.ts";
import { postsOf } from "../store/posts.ts";

let hub: TestHub;
let here: string;
let near: string;
let far: string;
let coordinator: Browser;
let national: Browser;
let administrator: Browser;

type Browser = Visitor & { id: string };

beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  near = await someHub(hub.db, { slug: "kosshy" });
  far = await someHub(hub.db, { slug: "aktau", city_code: villages.aktau });
  coordinator = await signedIn({ post: "coordinator", hub: here });
  national = await signedIn({ post: "national_coordinator" });
  administrator = await signedIn({ post: "administrator" });
});

const adult = "1990-01-01";
const mail = (value: string) => ({ kind: "mail" as const, value });

/** The browser of somebody with this post. */
async function signedIn(
  held: { post: Post; hub?: string; region?: string } | null,
  person?: string,
): Promise<Browser> {
  const id =
    person ??
    (await someMember(hub.db, { hub: far, birth_date: adult, surname: "Сейтова", given_name: "Айгүл" }));
  if (held) await somePost(hub.db, { person: id, ...held });
  return { ...(await fullyIn(hub, id)), id };
}

const open = async (browser: Browser, url: string) => {
  const answer = await browser.get(`/en${url}`);
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
};
const send = async (browser: Browser, url: string, form: Record<string, string>) => {
  const answer = await browser.post(`/en${url}`, form);
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
};
const until = (day: string, month: string, year: string) => ({
  last_day_day: day,
  last_day_month: month,
  last_day_year: year,
});

describe("a changed post ends stale sessions (S4)", () => {
  test("a browser open elsewhere stops working at once, and its old cookie never works again", async () => {
    const person = await someMember(hub.db, { hub: here, birth_date: adult });
    const phone = await signedIn(null, person);
    const desk = await signedIn(null, person);
    const cookies = [phone, desk].map((each) => each.cookies.get("session"));
    expect((await open(phone, "/me")).status).toBe(200);
    const given = await send(coordinator, "/posts", {
      person,
      post: "observer",
      where: `hub:${here}`,
      ...until("", "", ""),
    });
    expect(given.status).toBe(303);
    for (const browser of [phone, desk])
      expect(await open(browser, "/me")).toMatchObject({ status: 303, to: "/en/sign-in?next=%2Fme" });

    const again = await signedIn(null, person);
    expect(cookies).not.toContain(again.cookies.get("session"));
    expect((await open(again, "/hubs/kokshetau/totals")).status).toBe(200);
    const [post] = await postsOf(hub.db, person);
    expect((await send(coordinator, `/posts/${post!.id}/removal`, {})).to).toBe(
      `/en/posts/${post!.id}?done=taken`,
    );
    expect((await open(again, "/hubs/kokshetau/totals")).to).toContain("/en/sign-in");
    const last = await signedIn(null, person);
    expect((await open(last, "/hubs/kokshetau/totals")).status).toBe(403);
    for (const old of [...cookies, again.cookies.get("session")]) {
      phone.cookies.set("session", old ?? "");
      expect((await open(phone, "/me")).to).toContain("/en/sign-in");
    }
  });

  test("whoever lays down their own post is signed out where they did it too", async () => {
    const browser = await signedIn({ post: "trainer", hub: here });
    const [post] = await postsOf(hub.db, browser.id);
    expect((await open(browser, `/posts/${post!.id}`)).body).toContain("Lay the post down");
    expect((await send(browser, `/posts/${post!.id}/removal`, {})).to).toBe("/en/sign-in?next=%2Fme");
    expect((await open(browser, "/me")).to).toContain("/en/sign-in");
  });
});

describe("giving a post", () => {
  test("begins at the person's page or with their exact contact, and ends with a letter to them", async () => {
    const person = await someMember(hub.db, {
      hub: here,
      surname: "Асанова",
      given_name: "Үміт",
      contact: mail("umit@example.org"),
      language: "ru",
    });
    expect((await open(coordinator, `/people/${person}`)).body).toContain(`/en/posts/new?person=${person}`);
    expect((await send(coordinator, "/posts/new", { contact: " Umit@example.org " })).to).toBe(
      `/en/posts/new?person=${person}`,
    );
    const page = await open(coordinator, `/posts/new?person=${person}`);
    expect(page.body).toContain("Give a post to Асанова Үміт");
    expect(page.body).toContain('value="2027"');
    expect(page.body).not.toMatch(/value="(coordinator|administrator|safeguarding_focal_point)"/);
    const form = { person, post: "facilitator", where: `hub:${here}`, ...until("22", "11", "2027") };
    const given = await send(coordinator, "/posts", form);
    const [post] = await postsOf(hub.db, person);
    expect(given.to).toBe(`/en/posts/${post!.id}?done=given`);
    expect((await send(coordinator, "/posts", form)).to).toBe(`/en/posts/${post!.id}?done=held_already`);
    const outbox = (await visitor(hub).get("/en/outbox")).body;
    for (const told of ["Ведущий встреч", "Хаб Kokshetau", "22 ноября 2027"])
      expect(outbox).not.toContain(told);
    const notices = await hub.db
      .selectFrom("platform.notice")
      .select(["kind", "language"])
      .where("person_id", "=", person)
      .execute();
    expect(notices).toEqual([{ kind: "post_given", language: "ru" }]);
    const told = await open(coordinator, `/people/${person}`);
    for (const words of ["Facilitator", "Kokshetau hub", "last day: 22 November 2027"])
      expect(told.body).toContain(words);
    const own = await open(await signedIn(null, person), "/me");
    for (const words of ["Facilitator", "Kokshetau hub", "last day: 22 November 2027"])
      expect(own.body).toContain(words);
  });

  test("asks which of a family is meant", async () => {
    const contact = mail("family@example.org");
    const elder = await someMember(hub.db, { hub: here, given_name: "Үміт", contact, birth_date: adult });
    await someMember(hub.db, { hub: here, given_name: "Айым", contact });
    const hidden = await someMember(hub.db, {
      hub: here,
      given_name: "Қанария",
      contact,
      status: "waiting_for_consent",
    });
    const page = await send(coordinator, "/posts/new", { contact: contact.value });
    expect(page.status).toBe(200);
    expect(page.body).toContain(`/en/posts/new?person=${elder}`);
    expect(page.body).toContain("Айым");
    expect(page.body).not.toMatch(new RegExp(`Қанария|${hidden}`));
  });

  test("shows who is unknown and who is hidden with the same words", async () => {
    await someMember(hub.db, { hub: far, contact: mail("far@example.org") });
    const waits = await someMember(hub.db, {
      hub: here,
      contact: mail("waits@example.org"),
      status: "waiting_for_consent",
    });
    const plain = (body: string) => body.replaceAll(/[a-z]+@example\.org/g, "…");
    const pages = [];
    for (const browser of [coordinator, coordinator, coordinator, administrator, national])
      pages.push(
        await send(browser, "/posts/new", {
          contact: `${["nobody", "far", "waits", "waits", "waits"][pages.length]}@example.org`,
        }),
      );
    for (const page of pages) {
      expect(page.status).toBe(422);
      expect(page.body).toContain("Nobody to whom you can give a post is known by this contact");
    }
    expect(plain(pages[1]!.body)).toBe(plain(pages[0]!.body));
    expect(plain(pages[2]!.body)).toBe(plain(pages[0]!.body));
    for (const browser of [coordinator, administrator, national])
      expect((await open(browser, `/posts/new?person=${waits}`)).status).toBe(404);
    expect((await open(coordinator, `/posts/new?person=${national.id}`)).status).toBe(404);
    expect(
      (await send(coordinator, "/posts", { person: waits, post: "trainer", where: `hub:${here}` })).status,
    ).toBe(404);
  });

  test.each([
    ["", "Write"],
    ["nobody", "nobody"],
    ["8 705", "8 705"],
  ])("keeps a contact that cannot be one: %j", async (contact, kept) => {
    const page = await send(coordinator, "/posts/new", { contact });
    expect(page.status).toBe(422);
    expect(page.body).toContain('href="#contact"');
    expect(page.body).toContain(kept);
  });

  test("says what is wrong beside what was chosen, and keeps it", async () => {
    const person = await someMember(hub.db, { hub: here, birth_date: "2009-01-01" });
    const fields = { person, post: "observer", where: `hub:${here}`, ...until("31", "2", "2027") };
    const tries: [Record<string, string>, string, string][] = [
      [{ post: "" }, "post", "Choose a post"],
      [{ where: "nowhere" }, "where", "Choose where"],
      [{}, "last_day", "There is no such day"],
      [{ post: "trainer", ...until("1", "11", "2026") }, "last_day", "That day has passed"],
      [{ post: "trainer", ...until("1", "11", "2036") }, "last_day", "5 years at most"],
      [until("", "", ""), "post", "18 or older"],
      [{ post: "trainer", where: `hub:${near}`, ...until("", "", "") }, "post", "not yours to give"],
      [{ post: "trainer", where: "country", ...until("", "", "") }, "where", "held in one hub"],
    ];
    for (const [change, field, sentence] of tries) {
      const page = await send(coordinator, "/posts", { ...fields, ...change });
      expect([sentence, page.status]).toEqual([sentence, 422]);
      expect(page.body).toContain(`href="#${field}"`);
      expect(page.body).toContain(sentence);
    }
    const page = await send(coordinator, "/posts", fields);
    expect(page.body).toMatch(/value="observer"[^>]* checked/);
    expect(page.body).toContain('name="last_day_day" value="31"');
    expect(await postsOf(hub.db, person)).toEqual([]);
  });

  test("is nobody's to do for themselves", async () => {
    await hub.db
      .insertInto("people.contact")
      .values({ person_id: national.id, kind: "mail", value: "me@example.org", confirmed_at: hub.now() })
      .execute();
    const page = await send(national, "/posts/new", { contact: "me@example.org" });
    expect([page.status, page.body.includes("Nobody gives a post to themselves")]).toEqual([422, true]);
    expect((await open(national, `/posts/new?person=${national.id}`)).status).toBe(422);
    expect(
      (await send(national, "/posts", { person: national.id, post: "observer", where: "country" })).status,
    ).toBe(422);
    expect(await postsOf(hub.db, national.id)).toHaveLength(1);
  });

  test("lets an administrator name national coordinators and administrators, and nobody else", async () => {
    const person = await someMember(hub.db, {
      hub: far,
      birth_date: adult,
      contact: mail("next@example.org"),
      surname: "Келесі",
    });
    const { to } = await send(administrator, "/posts/new", { contact: "next@example.org" });
    const page = await open(administrator, to?.replace("/en", "") ?? "");
    expect(page.body).toContain("Келесі");
    const offered = [...page.body.matchAll(/name="post" value="(\w+)"/g)].map(([, post]) => post);
    expect(offered).toEqual(["national_coordinator", "administrator"]);
    expect(
      (await send(administrator, "/posts", { person, post: "trainer", where: `hub:${far}` })).status,
    ).toBe(422);
    expect(
      (await send(administrator, "/posts", { person, post: "administrator", where: "country" })).status,
    ).toBe(303);
    const looked = await hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("subject_id", "=", person)
      .where("actor_id", "=", administrator.id)
      .execute();
    expect(looked.map((each) => each.act)).toEqual([
      "members.look_up",
      "members.open_offer",
      "members.open_offer",
      "members.give_post",
    ]);
  });
});

describe("the list of posts", () => {
  test("shows what one oversees: held now, ending soon, ended", async () => {
    const named = (surname: string) => someMember(hub.db, { hub: far, surname });
    const day = (days: number) => new Date(hub.now().getTime() + days * 86_400_000);
    const held = { post: "reviewer", hub: far } as const;
    await somePost(hub.db, { person: await named("Ұзақов"), ...held });
    await somePost(hub.db, { person: await named("Жақынов"), ...held, until: day(20) });
    await somePost(hub.db, { person: await named("Бұрынғиев"), ...held, since: day(-400), until: day(-35) });
    const names = (body: string) =>
      [...body.matchAll(/(Ұзақов|Жақынов|Бұрынғиев) Әсел/g)].map(([, name]) => name);
    const looking = await signedIn({ post: "coordinator", hub: far });
    const now = await open(looking, "/posts?post=reviewer");
    expect(names(now.body)).toEqual(["Жақынов", "Ұзақов"]);
    expect(now.body).toContain("12 December 2026, ends soon");
    expect(names((await open(looking, "/posts?view=soon")).body)).toEqual(["Жақынов"]);
    expect(names((await open(looking, "/posts?view=ended")).body)).toEqual(["Бұрынғиев"]);
    expect(names((await open(national, "/posts?post=reviewer&hub=aktau")).body)).toEqual([
      "Жақынов",
      "Ұзақов",
    ]);
    for (const browser of [coordinator, administrator])
      expect(names((await open(browser, "/posts")).body)).toEqual([]);
    expect((await open(coordinator, "/posts?hub=aktau")).status).toBe(404);
    expect((await open(coordinator, "/posts?view=%00&post=king&after=x&before[]=y")).status).toBe(200);
  });

  test("goes on page by page, each post once", async () => {
    const many = await someHub(hub.db, { slug: "semey" });
    const own = await signedIn({ post: "coordinator", hub: many });
    for (let each = 0; each < 60; each += 1)
      await somePost(hub.db, {
        person: await someMember(hub.db, {
          hub: many,
          surname: `Ә${"абвгд"[each % 5]}${"абвгдежзиклм"[each % 12]}`,
        }),
        post: "trainer",
        hub: many,
      });
    const linksOf = (body: string) =>
      [...body.matchAll(/<th scope="row"><a href="\/en\/posts\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    const first = await open(own, "/posts?post=trainer");
    expect(first.body).toContain("60 entries");
    const next =
      /href="\/en(\/posts\?[^"]*after=[^"]*)"/.exec(first.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await open(own, next);
    const back =
      /href="\/en(\/posts\?[^"]*before=[^"]*)"/.exec(second.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect([linksOf(first.body).length, linksOf(second.body).length]).toEqual([50, 10]);
    expect(new Set([...linksOf(first.body), ...linksOf(second.body)]).size).toBe(60);
    expect(linksOf((await open(own, back)).body)).toEqual(linksOf(first.body));
  });

  test("leads to each post: what is hidden is as missing, what is known but another's to take cannot be taken", async () => {
    const [post] = await postsOf(hub.db, coordinator.id);
    const fellow = await signedIn({ post: "coordinator", hub: here });
    const page = await open(fellow, `/posts/${post!.id}`);
    expect([page.status, page.body.includes("Take the post back")]).toEqual([200, false]);
    expect((await send(fellow, `/posts/${post!.id}/removal`, {})).status).toBe(403);
    for (const browser of [administrator, await signedIn({ post: "observer", hub: here })]) {
      expect((await open(browser, `/posts/${post!.id}`)).status).toBe(404);
      expect((await send(browser, `/posts/${post!.id}/removal`, {})).status).toBe(404);
    }
    for (const id of ["nothing", "00000000-0000-4000-8000-000000000000"])
      expect((await open(national, `/posts/${id}`)).status).toBe(404);
  });

  test("keeps the last national coordinator", async () => {
    const alone = await openHub();
    const home = await someHub(alone.db, { slug: "here" });
    const person = await someMember(alone.db, { hub: home, birth_date: adult });
    const id = await somePost(alone.db, { person, post: "national_coordinator" });
    const session = await fullSession(alone, person);
    const answer = await alone.visit({ method: "POST", url: `/en/posts/${id}/removal`, session });
    expect([answer.statusCode, answer.body.includes("This is the last person in this post")]).toEqual([
      422,
      true,
    ]);
  });
});

describe("a coordinator of a region", () => {
  test("lists, opens and gives posts in every hub of it, and none elsewhere", async () => {
    const regional = await signedIn({ post: "coordinator", region: regions.akmola });
    for (const [at, slug] of [
      [here, "kokshetau"],
      [near, "kosshy"],
    ] as const) {
      const person = await someMember(hub.db, { hub: at });
      expect((await open(regional, `/people?hub=${slug}`)).status).toBe(200);
      expect((await open(regional, `/people/${person}`)).status).toBe(200);
      expect((await send(regional, "/posts", { person, post: "trainer", where: `hub:${at}` })).status).toBe(
        303,
      );
    }
    expect((await open(regional, "/people?hub=aktau")).status).toBe(404);
    const stranger = await someMember(hub.db, { hub: far });
    expect((await open(regional, `/people/${stranger}`)).status).toBe(404);
    expect(
      (await send(regional, "/posts", { person: stranger, post: "trainer", where: `hub:${far}` })).status,
    ).toBe(404);
  });
});

describe("the list of posts as a file", () => {
  const take = async (browser: Browser, fields: Record<string, string>) => {
    const { body } = await send(browser, "/posts/export", { format: "csv", ...fields });
    return parse(body, { bom: true, delimiter: ";" }) as string[][];
  };

  test("holds all that its pages show, narrowed as they are, and that it was taken is written down", async () => {
    for (let count = 0; count < 55; count += 1) {
      const person = await someMember(hub.db, { hub: here, surname: "Сынақов" });
      await somePost(hub.db, { person, post: "facilitator", hub: here });
    }
    const abroad = await someMember(hub.db, { hub: far, surname: "Алыстағы" });
    await somePost(hub.db, { person: abroad, post: "facilitator", hub: far });
    const [titles, ...rows] = await take(coordinator, { post: "facilitator" });
    expect(titles).toEqual(["Name", "Post", "Where", "Since", "Last day"]);
    expect(rows.filter((row) => row[0]?.startsWith("Сынақов"))).toHaveLength(55);
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(["Facilitator"]));
    expect(rows.flat()).not.toContain("Алыстағы Әсел");
    const entry = await hub.db
      .selectFrom("platform.audit_entry")
      .select(["actor_id", "subject_kind", "subject_id"])
      .where("act", "=", "members.export_posts")
      .execute();
    expect(entry).toEqual([{ actor_id: coordinator.id, subject_kind: "list", subject_id: "posts" }]);
    expect((await open(coordinator, "/posts/export")).to).toBe("/en/posts");
  });
});
