import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../../tests/hub.ts";
import { browserOf, confirm, lastCode, lifeAnswers, nameAnswers } from "../../../../tests/joining.ts";
import { someHub, someMember, villages } from "../../../../tests/members.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  await someHub(hub.db, { slug: "shymkent", lowest_age: 16, highest_age: 40 });
});

const mail = (value: string) => ({ kind: "mail", value }) as const;
const place = { settlement_code: villages.birlik, settlement_code_query: "Бирлик" };
const statusOf = (contact: string) =>
  hub.db
    .selectFrom("members.membership")
    .innerJoin("people.v_contact as contact", "contact.person_id", "members.membership.person_id")
    .select("status")
    .where("contact.value", "=", contact)
    .execute();

describe("the way into a hub", () => {
  test("leads from screen to screen, each when its turn has come, to one's own page", async () => {
    const phone = browserOf(hub);
    expect((await phone.get("/hubs/kokshetau/join")).to).toBe("/join?hub=kokshetau");
    expect((await phone.get("/join?hub=kokshetau")).to).toBe("/join/contact?hub=kokshetau");
    expect((await phone.post("/join", { hub: "kokshetau" })).to).toBe("/join/contact?hub=kokshetau");
    const asked = await phone.post("/join/contact", { hub: "kokshetau", contact: " New@Example.org " });
    expect(asked.to).toBe("/join/code?hub=kokshetau");
    expect((await phone.get("/join/code?hub=kokshetau")).body).toContain("new@example.org");
    const code = await lastCode(hub, "new@example.org");
    expect((await phone.post("/join/code", { hub: "kokshetau", code })).to).toBe("/join/name");
    for (const later of ["/join/place", "/join/life", "/join/check"])
      expect((await phone.get(later)).to).toBe("/join/name");
    expect((await phone.post("/join/check")).to).toBe("/join/name");
    expect((await phone.post("/join/name", nameAnswers)).to).toBe("/join/place");
    expect((await phone.get("/join/name")).body).toContain("Сейітова");
    expect((await phone.post("/join/place", place)).to).toBe("/join/life");
    expect((await phone.post("/join/life", lifeAnswers)).to).toBe("/join/check");
    const check = await phone.get("/join/check");
    for (const told of ["Сейітова Аяулым", "new@example.org", "Бирлик", "№ 2 мектеп", "1 ақпан 2009"])
      expect(check.body).toContain(told);
    expect((await phone.post("/join/name", { ...nameAnswers, given_name: "Дана" })).to).toBe("/join/check");
    const sent = await phone.post("/join/check");
    expect([sent.status, sent.to]).toEqual([303, "/join/done"]);
    expect(phone.cookies).toHaveProperty("session");
    expect((await phone.get("/join/done")).body).toContain("Дана, қош келдіңіз!");
    expect(Object.keys(phone.cookies)).toEqual(["session", "known"]);
    const me = await phone.get("/me");
    expect(me.body).toContain("Сәлем, Дана!");
    expect(await statusOf("new@example.org")).toEqual([{ status: "registered" }]);
  });

  test("gives the same answer to a second tap, and to one whose first answer was lost", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "twice@example.org");
    await phone.post("/join/name", nameAnswers);
    await phone.post("/join/place", place);
    await phone.post("/join/life", lifeAnswers);
    const lost = { ...phone.cookies };
    await phone.post("/join/check");
    const again = browserOf(hub);
    Object.assign(again.cookies, lost);
    expect((await again.get("/join/life")).body).toContain("Анкетаңыз бізге жетті");
    expect((await again.post("/join/check")).to).toBe("/join/done");
    expect((await again.get("/me")).status).toBe(200);
    expect(await statusOf("twice@example.org")).toHaveLength(1);
    hub.set("2026-11-22T06:20:00Z");
    const late = browserOf(hub);
    Object.assign(late.cookies, lost);
    expect((await late.post("/join/check")).to).toBe("/join?lost=yes");
    expect(late.cookies).not.toHaveProperty("session");
    hub.set("2026-11-22T06:00:00Z");
  });

  test("goes on with the code that was right, where the hub failed just after it", async () => {
    const phone = browserOf(hub);
    await phone.post("/join/contact", { hub: "kokshetau", contact: "unlucky@example.org" });
    const typed = { hub: "kokshetau", code: await lastCode(hub, "unlucky@example.org") };
    await sql`alter table members.joining rename to joining_away`.execute(hub.db);
    expect((await phone.post("/join/code", typed)).status).toBe(500);
    await sql`alter table members.joining_away rename to joining`.execute(hub.db);
    expect((await phone.post("/join/code", typed)).to).toBe("/join/name");
    expect((await phone.get("/join/name")).status).toBe(200);
  });

  test("goes on on another device where it stopped, and the first device is asked to confirm anew", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "moves@example.org");
    await phone.post("/join/name", nameAnswers);
    hub.set("2026-11-22T06:00:01Z");
    const laptop = browserOf(hub, "ru");
    expect((await confirm(hub, laptop, "moves@example.org")).to).toBe("/join/known");
    expect((await laptop.get("/join/known")).body).toContain("/ru/join/place");
    expect((await laptop.post("/join/place", place)).to).toBe("/join/life");
    expect((await phone.post("/join/place", place)).to).toBe("/join?lost=yes");
    expect((await phone.get("/join?lost=yes")).body).toContain("қайта растаңыз");
  });

  test("tells somebody too young kindly, keeps the answers, and takes them to a hub that fits", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "young@example.org", "shymkent");
    const told = await phone.post("/join/name", { ...nameAnswers, birth_date_year: "2011" });
    expect(told.status).toBe(422);
    expect(told.body).toContain("Сіз 15 жастасыз");
    expect(told.body).toContain('value="kokshetau"');
    expect((await phone.post("/join", { hub: "kokshetau" })).to).toBe("/join/place");
    await phone.post("/join/place", place);
    await phone.post("/join/life", lifeAnswers);
    expect((await phone.get("/join/check")).body).toContain("сондықтан келісім керек");
    await phone.post("/join/check");
    expect((await phone.get("/join/done")).body).toContain("келісім күтіп тұрмыз");
    expect(await statusOf("young@example.org")).toEqual([{ status: "waiting_for_consent" }]);
    const notices = hub.db
      .selectFrom("platform.notice")
      .select("kind")
      .where("recipient", "=", "young@example.org");
    expect((await notices.execute()).map((each) => each.kind).sort()).toEqual([
      "code",
      "waiting_for_consent",
    ]);
  });

  test("finds the place by any spelling without script, and asks again when none is chosen", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "place@example.org");
    await phone.post("/join/name", nameAnswers);
    const found = await phone.post("/join/place", {
      settlement_code_query: "algabas",
      find: "settlement_code",
    });
    expect(found.status).toBe(200);
    expect(found.body).toContain(`value="${villages.algabas}"`);
    expect(found.body).toContain(`value="${villages.algabasFar}"`);
    for (const wrong of [
      { settlement_code_query: "algabas" },
      { settlement_code: "113600000" },
      { find: "x" },
      {},
    ])
      expect((await phone.post("/join/place", wrong)).status).toBe(422);
  });

  test("shows what is wrong beside each field and keeps what was typed", async () => {
    const phone = browserOf(hub, "en");
    await confirm(hub, phone, "wrong@example.org");
    const day = { birth_date_day: "30", birth_date_month: "2", birth_date_year: "2009" };
    const name = await phone.post("/join/name", {
      surname: "7up",
      given_name: "",
      patronymic: "а".repeat(61),
      ...day,
    });
    expect(name.status).toBe(422);
    for (const field of ["surname", "given_name", "patronymic", "birth_date"])
      expect(name.body).toContain(`href="#${field}"`);
    expect(name.body).toContain('value="7up"');
    await phone.post("/join/name", nameAnswers);
    await phone.post("/join/place", place);
    const life = await phone.post("/join/life", {
      wishes: "ы".repeat(1001),
      occupation_place: "x".repeat(121),
    });
    expect(life.status).toBe(422);
    for (const field of ["occupation", "occupation_place", "speaks", "wishes"])
      expect(life.body).toContain(`href="#${field}"`);
  });

  test("keeps nothing and reads nothing odd that a form may hold", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "odd@example.org");
    for (const odd of [{ surname: ["a", "b"] }, { given_name: "\0" }, { birth_date_day: "\ud800" }])
      expect((await phone.post("/join/name", { ...nameAnswers, ...odd })).status).toBeLessThan(500);
    await phone.post("/join/name", nameAnswers);
    expect((await phone.post("/join/place", { settlement_code: "\0" })).status).toBe(422);
    await phone.post("/join/place", place);
    const odd = { occupation: "king", speaks: ["kk", "tlh", "kk"], wishes: "a\0b" };
    expect((await phone.post("/join/life", { ...lifeAnswers, ...odd })).status).toBe(422);
    expect((await phone.post("/join/life", { ...lifeAnswers, ...odd, occupation: "work" })).to).toBe(
      "/join/check",
    );
  });
});

describe("whether somebody is known", () => {
  test("shows in nothing until the contact is confirmed (S3)", async () => {
    await someMember(hub.db, { hub: here, contact: mail("known@example.org") });
    const walk = async (contact: string) => {
      const phone = browserOf(hub);
      const seen: [number, string | undefined, string][] = [];
      const note = (answer: Awaited<ReturnType<typeof phone.get>>) =>
        seen.push([answer.status, answer.to, answer.body.replaceAll(contact, "…")]);
      note(await phone.post("/join/contact", { hub: "kokshetau", contact }));
      note(await phone.get("/join/code?hub=kokshetau"));
      note(await phone.post("/join/code", { hub: "kokshetau", code: "000000" }));
      for (let more = 0; more < 5; more += 1)
        note(await phone.post("/join/code/again", { hub: "kokshetau" }));
      note(await phone.get("/join/code/wait?hub=kokshetau"));
      return seen;
    };
    expect(await walk("known@example.org")).toEqual(await walk("strange@example.org"));
  });

  test("is told to whoever confirmed it, who signs in or registers a brother or sister", async () => {
    const given = { hub: here, contact: mail("family@example.org"), given_name: "Үміт", surname: "Асанова" };
    const elder = await someMember(hub.db, given);
    const phone = browserOf(hub);
    expect((await confirm(hub, phone, "family@example.org")).to).toBe("/join/known");
    const page = await phone.get("/join/known");
    expect(page.body).toContain("Үміт Асанова");
    expect(page.body).toContain(elder);
    const other = browserOf(hub);
    Object.assign(other.cookies, phone.cookies);
    // The elder sister is here from before consents were, so she is asked for her own first.
    expect((await other.post("/sign-in/who", { person: elder })).to).toBe("/me/agreement");
    expect((await phone.post("/join/another")).to).toBe("/join/name");
    await phone.post("/join/name", { ...nameAnswers, surname: "Асанова" });
    await phone.post("/join/place", place);
    await phone.post("/join/life", lifeAnswers);
    expect((await phone.post("/join/check")).to).toBe("/join/done");
    expect(await statusOf("family@example.org")).toHaveLength(2);
  });

  test("is not told to the next user of a lent phone, from which the form can be put away", async () => {
    const given = { hub: here, contact: mail("lent@example.org"), given_name: "Үміт", surname: "Сақтапова" };
    await someMember(hub.db, given);
    const phone = browserOf(hub);
    await confirm(hub, phone, "lent@example.org");
    await phone.post("/join/name", nameAnswers);
    expect((await phone.get("/join/known")).body).toContain("Сақтапова");
    hub.set("2026-11-22T07:00:01Z");
    const later = await phone.get("/join/known");
    expect(later.body).toContain("Аяулым");
    expect(later.body).not.toContain("Сақтапова");
    expect((await phone.post("/join/leaving")).to).toBe("/join?left=yes");
    expect(phone.cookies).toEqual({});
    expect((await phone.get("/join/name")).to).toBe("/join?lost=yes");
    expect((await phone.get("/join?left=yes")).body).toContain("жиналды");
    expect((await confirm(hub, phone, "lent@example.org")).to).toBe("/join/known");
    expect((await phone.get("/join/known")).body).toContain("/kk/join/place");
    hub.set("2026-11-22T06:00:00Z");
  });

  test("a stranger's form, code or contact is of no use to anybody else", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "mine@example.org");
    await phone.post("/join/name", nameAnswers);
    const stranger = browserOf(hub);
    for (const screen of ["name", "place", "life", "check", "known"])
      expect((await stranger.get(`/join/${screen}`)).to).toBe("/join?lost=yes");
    stranger.cookies["joining"] = "A".repeat(43);
    expect((await stranger.post("/join/check")).to).toBe("/join?lost=yes");
    expect((await stranger.get("/join/done")).to).toContain("/sign-in");
  });
});

describe("somebody who is signed in", () => {
  test("joins another hub with one choice, and is told when their age does not suit", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, "more@example.org");
    await phone.post("/join/name", { ...nameAnswers, birth_date_year: "2011" });
    await phone.post("/join/place", place);
    await phone.post("/join/life", lifeAnswers);
    await phone.post("/join/check");
    expect((await phone.get("/join")).to).toBe("/join/member");
    expect((await phone.get("/join?hub=shymkent")).to).toBe("/join/member?hub=shymkent");
    expect((await phone.get("/join?for=another")).status).toBe(200);
    const page = await phone.get("/join/member?hub=shymkent");
    expect(page.body).toContain('value="shymkent"');
    expect(page.body).not.toContain('value="kokshetau"');
    expect((await phone.post("/join/member", { hub: "nowhere" })).status).toBe(422);
    const refused = await phone.post("/join/member", { hub: "shymkent" });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("Сіз 15 жастасыз");
  });
});

test("whoever comes before the first hub is open reads so, and is asked for no choice", async () => {
  const early = browserOf(await openHub());
  const { body } = await early.get("/join");
  expect(body).toContain("Әзірге бірде-бір хаб жоқ");
  expect(body).not.toContain("Қай хабқа қосыласыз?");
});
