import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import {
  appCode,
  colleague,
  fullSession,
  fullyIn,
  lettersTo,
  newlyIn,
  someApp,
} from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { lastCode } from "../../../tests/joining.ts";
import type { Visitor } from "../../../tests/visitor.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { getApp, lockApp } from "./store/factors.ts";
import { hashToken } from "./tokens.ts";
import { codeAt, offeredSecret, openSecret } from "./totp.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

const later = (seconds: number) => hub.set(new Date(hub.now().getTime() + seconds * 1000));
const codeOf = (id: string) => appCode(hub, id);
const wrong = "000000";

const person = ({ post = true, app = true } = {}) =>
  colleague(hub, { post: post ? "administrator" : null, app });
const browserOf = (id: string, way: "code" | "password" | "joining" | "sample" = "code") =>
  newlyIn(hub, id, way);
const letters = (id: string) => lettersTo(hub, id, "factor");

const led = async (browser: Visitor, url = "/kk/me") => (await browser.get(url)).headers.location;
const isIn = async (browser: Visitor) => (await browser.get("/kk/me/edit")).statusCode === 200;

describe("whoever has a post", () => {
  test.each(["code", "password", "joining", "sample"] as const)(
    "is half signed in after coming in by %s, and led to the second step with the page they wanted",
    async (way) => {
      const browser = await browserOf((await person()).id, way);
      expect(await led(browser, "/kk/outbox?x=1")).toBeUndefined();
      expect(await led(browser, "/kk/me/edit?x=1")).toBe("/kk/sign-in/second?next=%2Fme%2Fedit%3Fx%3D1");
      expect(await led(browser, "/kk/places/import")).toBe("/kk/sign-in/second?next=%2Fplaces%2Fimport");
    },
  );

  test("sees public pages as a visitor, with a word about finishing, in their own language", async () => {
    const browser = await browserOf((await person()).id);
    const page = await browser.get("/ru/hubs");
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Завершить вход");
    expect(page.body).not.toContain("Әсел");
    expect((await browser.get("/hubs")).headers.location).toBe("/kk/hubs");
    expect((await browser.get("/kk/outbox")).statusCode).toBe(404);
  });

  test("comes in with the code of their app: a new session, the old one ended, the page they wanted", async () => {
    const { id } = await person();
    const browser = await browserOf(id);
    const before = browser.cookies.get("session") ?? "";
    const code = await codeOf(id);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const answer = await browser.post("/kk/sign-in/second", { code: spaced, next: "/me/edit" });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/me/edit"]);
    expect(browser.cookies.get("session")).not.toBe(before);
    expect(await isIn(browser)).toBe(true);
    const old = await hub.db
      .selectFrom("accounts.session")
      .select("ended_at")
      .where("token_hash", "=", hashToken(before))
      .execute();
    expect(old).toEqual([{ ended_at: hub.now() }]);
  });

  test("is led nowhere but to a page of ours", async () => {
    const { id } = await person();
    const answer = await (
      await browserOf(id)
    ).post("/kk/sign-in/second", {
      code: await codeOf(id),
      next: "//evil.kz",
    });
    expect(answer.headers.location).toBe("/kk/today");
  });

  test("has an hour for the second step, then signs in anew", async () => {
    const { id } = await person();
    const browser = await browserOf(id);
    later(59 * 60);
    expect(await led(browser)).toContain("/sign-in/second");
    later(60);
    expect(await led(browser)).toBe("/kk/sign-in?next=%2Fme");
  });

  test("who has begun as the wrong person leaves, and the session is over", async () => {
    const browser = await browserOf((await person()).id);
    const token = browser.cookies.get("session") ?? "";
    expect((await browser.post("/kk/sign-in/second/leaving")).headers.location).toBe("/kk/sign-in");
    expect(browser.cookies.has("session")).toBe(false);
    browser.cookies.set("session", token);
    expect(await led(browser)).toBe("/kk/sign-in?next=%2Fme");
  });

  test("once in, is not asked again, and a step of signing in leads to their page", async () => {
    const { id } = await person();
    const browser = await browserOf(id);
    await browser.post("/kk/sign-in/second", { code: await codeOf(id) });
    expect(await led(browser, "/kk/sign-in/second")).toBe("/kk/me");
    expect((await browser.post("/kk/sign-in/second", { code: wrong })).headers.location).toBe("/kk/me");
  });
});

describe("a member without a post", () => {
  test("is in with one step, until they choose a second one; then theirs is asked as well", async () => {
    const { id } = await person({ post: false, app: false });
    const browser = await browserOf(id);
    expect(await isIn(browser)).toBe(true);
    await someApp(hub, id);
    expect(await led(await browserOf(id))).toBe("/kk/sign-in/second?next=%2Fme");
  });
});

describe("a code of an app", () => {
  test("is taken a step early or late, and no further", async () => {
    for (const [seconds, taken] of [
      [-60, false],
      [-30, true],
      [0, true],
      [30, true],
      [60, false],
    ] as const) {
      const { id } = await person();
      const at = hub.now();
      const code = await codeOf(id);
      hub.set(new Date(at.getTime() + seconds * 1000));
      const answer = await (await browserOf(id)).post("/kk/sign-in/second", { code });
      expect([seconds, answer.statusCode]).toEqual([seconds, taken ? 303 : 422]);
      hub.set(at);
    }
  });

  test("works once, and none from before it works afterwards", async () => {
    const { id } = await person();
    const code = await codeOf(id);
    expect((await (await browserOf(id)).post("/kk/sign-in/second", { code })).statusCode).toBe(303);
    later(1);
    expect((await (await browserOf(id)).post("/kk/sign-in/second", { code })).statusCode).toBe(422);
    later(-31);
    const earlier = await earlierCode(id);
    later(30);
    expect((await (await browserOf(id)).post("/kk/sign-in/second", { code: earlier })).statusCode).toBe(422);
    expect(
      (await (await browserOf(id)).post("/kk/sign-in/second", { code: await codeOf(id) })).statusCode,
    ).toBe(303);
  });

  test("typed at once in two browsers lets only one of them in", async () => {
    const { id } = await person();
    const code = await codeOf(id);
    const browsers = [await browserOf(id), await browserOf(id)];
    let answers: Promise<number[]> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await lockApp(tx, id);
      const posted = browsers.map((each) => each.post("/kk/sign-in/second", { code }));
      answers = Promise.all(posted).then((all) => all.map((each) => each.statusCode));
      await setTimeout(200);
    });
    expect((await answers)?.sort()).toEqual([303, 422]);
  });

  test("sent by two taps is no mistake: the second leads to where signing in begins", async () => {
    const { id } = await person();
    const code = await codeOf(id);
    const browser = await browserOf(id);
    const session = browser.cookies.get("session") ?? "";
    const twice = await Promise.all(
      [1, 2].map(() => hub.visit({ method: "POST", url: "/kk/sign-in/second", session, payload: { code } })),
    );
    expect(twice.map((each) => each.headers.location).sort()).toEqual(["/kk/sign-in", "/kk/today"]);
  });

  test("can be wrong five times in a quarter of an hour; then the right one waits too, and its owner is told", async () => {
    const { id } = await person();
    const browser = await browserOf(id);
    const tried = [];
    for (let turn = 0; turn < 5; turn += 1)
      tried.push((await browser.post("/ru/sign-in/second", { code: wrong })).statusCode);
    expect(tried).toEqual([422, 422, 422, 422, 429]);
    const right = await browser.post("/ru/sign-in/second", { code: await codeOf(id) });
    expect(right.statusCode).toBe(429);
    expect(right.body).toContain("Подождите четверть часа");
    expect(await letters(id)).toEqual([{ given_name: "Әсел", what: "tries" }]);
    // Another browser of the same person waits as well, another person does not.
    expect((await (await browserOf(id)).post("/ru/sign-in/second", { code: wrong })).statusCode).toBe(429);
    const other = await person();
    const answer = await (
      await browserOf(other.id)
    ).post("/ru/sign-in/second", { code: await codeOf(other.id) });
    expect(answer.statusCode).toBe(303);
    later(15 * 60);
    expect((await browser.post("/ru/sign-in/second", { code: await codeOf(id) })).statusCode).toBe(303);
  });

  test("can be wrong twenty times a day at most", async () => {
    const { id } = await person();
    for (let turn = 0; turn < 20; turn += 1) {
      if (turn % 5 === 0) later(15 * 60 + 1);
      expect((await (await browserOf(id)).post("/kk/sign-in/second", { code: wrong })).statusCode).toBe(
        turn % 5 === 4 ? 429 : 422,
      );
    }
    later(3 * 60 * 60);
    expect(
      (await (await browserOf(id)).post("/kk/sign-in/second", { code: await codeOf(id) })).statusCode,
    ).toBe(429);
    later(21 * 60 * 60);
    expect(
      (await (await browserOf(id)).post("/kk/sign-in/second", { code: await codeOf(id) })).statusCode,
    ).toBe(303);
  });

  test("that is not six digits is asked for again and is no try", async () => {
    const browser = await browserOf((await person()).id);
    for (let turn = 0; turn < 6; turn += 1)
      expect((await browser.post("/en/sign-in/second", { code: "12" })).body).toContain(
        "Type the six digits",
      );
    expect((await browser.post("/en/sign-in/second", { code: wrong })).body).toContain("4 more times");
  });

  /** What the app showed a step ago. */
  async function earlierCode(id: string): Promise<string> {
    const app = await getApp(hub.db, id);
    return codeAt((app && openSecret(deriveKeys(hub.settings), id, app.sealed)) ?? "", hub.now());
  }
});

describe("setting up an app", () => {
  const secretOn = (body: string) =>
    (/<code id="secret"[^>]*>([^<]+)</.exec(body)?.[1] ?? "").replaceAll(" ", "");

  test("is asked of whoever has a post and none yet, and lets them in", async () => {
    const { id } = await person({ app: false });
    const browser = await browserOf(id);
    expect(await led(browser, "/kk/sign-in/second?next=%2Fme%2Fedit")).toBe(
      "/kk/sign-in/second/setup?next=%2Fme%2Fedit",
    );
    expect((await browser.get("/kk/sign-in/second/setup")).statusCode).toBe(200);
    const page = await browser.get("/kk/sign-in/second/new-app");
    const secret = secretOn(page.body);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(page.body).not.toContain("style=");
    expect((await browser.get("/kk/sign-in/second/new-app")).body).toContain(
      page.body.match(/<path class="qr-dots"[^>]*>/)?.[0] ?? "?",
    );
    const elsewhere = await fullSession(hub, id);
    const answer = await browser.post("/kk/sign-in/second/new-app", {
      code: codeAt(secret, hub.now()),
      next: "/me/edit",
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      "/kk/me/security/codes?next=%2Fme%2Fedit",
    ]);
    expect(await isIn(browser)).toBe(true);
    expect((await hub.visit({ url: "/kk/me", session: elsewhere })).headers.location).toContain("/sign-in");
    expect(await letters(id)).toEqual([{ given_name: "Әсел", what: "app_set" }]);
  });

  test("keeps the secret sealed, in no table and no audit in clear", async () => {
    const { id } = await person({ app: false });
    const browser = await browserOf(id);
    const secret = secretOn((await browser.get("/kk/sign-in/second/new-app")).body);
    const set = await browser.post("/kk/sign-in/second/new-app", { code: codeAt(secret, hub.now()) });
    expect(set.statusCode).toBe(303);
    const rows = JSON.stringify([
      await hub.db.selectFrom("accounts.totp").selectAll().where("person_id", "=", id).execute(),
      await hub.db.selectFrom("platform.audit_detail").selectAll().where("person_id", "=", id).execute(),
    ]);
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(secret).toJSON().data.join());
  });

  test("the code with which it was set up lets nobody else in", async () => {
    const { id } = await person({ app: false });
    const browser = await browserOf(id);
    const code = codeAt(secretOn((await browser.get("/kk/sign-in/second/new-app")).body), hub.now());
    const set = await browser.post("/kk/sign-in/second/new-app", { code });
    expect(set.headers.location).toBe("/kk/me/security/codes");
    expect((await (await browserOf(id)).post("/kk/sign-in/second", { code })).statusCode).toBe(422);
  });

  test("with a wrong code nothing is kept, and the same picture stays", async () => {
    const { id } = await person({ app: false });
    const browser = await browserOf(id);
    const secret = secretOn((await browser.get("/kk/sign-in/second/new-app")).body);
    const refused = await browser.post("/kk/sign-in/second/new-app", { code: wrong });
    expect(refused.statusCode).toBe(422);
    expect(secretOn(refused.body)).toBe(secret);
    expect(await led(browser)).toContain("/sign-in/second");
  });

  test("is asked for anew where the hub has lost the secret with which the old one was sealed", async () => {
    const { id } = await colleague(hub, { app: false });
    await someApp(
      { ...hub, settings: { ...hub.settings, secret: "another secret, from before the fire" } },
      id,
    );
    const browser = await browserOf(id);
    expect(await led(browser, "/kk/sign-in/second")).toBe("/kk/sign-in/second/setup");
    const secret = secretOn((await browser.get("/kk/sign-in/second/new-app")).body);
    await browser.post("/kk/sign-in/second/new-app", { code: codeAt(secret, hub.now()) });
    expect(await isIn(browser)).toBe(true);
  });

  test("is not a way round: half in, nobody puts an app in the place of the one there is", async () => {
    const { id } = await person();
    const browser = await browserOf(id);
    expect(await led(browser, "/kk/sign-in/second/setup")).toBe("/kk/sign-in/second");
    expect(await led(browser, "/kk/sign-in/second/new-app")).toBe("/kk/sign-in/second/setup");
    // Whoever knows how pictures are made knows no secret of this hub; but even the right code changes nothing.
    const [session] = await hub.db
      .selectFrom("accounts.session")
      .select("id")
      .where("person_id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    const code = codeAt(offeredSecret(deriveKeys(hub.settings), session?.id ?? ""), hub.now());
    const answer = await browser.post("/kk/sign-in/second/new-app", { code });
    expect(answer.headers.location).toBe("/kk/sign-in/second/setup");
    expect(await led(browser)).toContain("/sign-in/second");
  });

  test("or changing it later takes a session just begun, and the old app is out", async () => {
    const { id } = await person();
    const browser = await fullyIn(hub, id);
    const old = await codeOf(id);
    later(10 * 60);
    expect(await led(browser, "/kk/me/security/new-app")).toBe("/kk/me/security");
    expect((await browser.post("/kk/me/security/new-app", { code: old })).headers.location).toBe(
      "/kk/me/security",
    );
    browser.cookies.set("session", await fullSession(hub, id));
    const secret = secretOn((await browser.get("/kk/me/security/new-app")).body);
    const answer = await browser.post("/kk/me/security/new-app", { code: codeAt(secret, hub.now()) });
    expect(answer.headers.location).toBe("/kk/me/security/codes?next=%2Fme%2Fsecurity%3Fdone%3Dfactor");
    expect(await codeOf(id)).toBe(codeAt(secret, hub.now(), Math.floor(hub.now().getTime() / 30_000)));
  });
});

describe("removing the app", () => {
  const remove = (browser: Visitor) => browser.post("/kk/me/security/app/removal");
  const inside = (id: string) => fullyIn(hub, id);

  test("is refused to whoever has a post and nothing else", async () => {
    const { id } = await person();
    const browser = await inside(id);
    expect((await remove(browser)).headers.location).toBe("/kk/me/security?refused=last");
    expect(await led(await browserOf(id))).toContain("/sign-in/second");
  });

  test("is a member's own choice, in a session just begun; other sessions end", async () => {
    const { id } = await person({ post: false });
    const browser = await inside(id);
    const other = await inside(id);
    later(10 * 60);
    expect((await remove(browser)).headers.location).toBe("/kk/me/security");
    const fresh = await inside(id);
    expect((await remove(fresh)).headers.location).toBe("/kk/me/security?done=factor_removed");
    expect((await remove(fresh)).headers.location).toBe("/kk/me/security");
    expect([await isIn(fresh), await isIn(other)]).toEqual([true, false]);
    expect(await isIn(await browserOf(id))).toBe(true);
    expect(await letters(id)).toEqual([{ given_name: "Әсел", what: "app_removed" }]);
  });
});

describe("showing once more that it is oneself", () => {
  test("takes the second factor too, of whoever has one", async () => {
    const { id, address } = await person();
    const browser = await fullyIn(hub, id);
    later(11 * 60);
    await browser.post("/kk/me/security/code", { contact: "0" });
    await browser.post("/kk/me/security/confirmation", { code: await lastCode(hub, address) });
    expect(await led(browser, "/kk/me/security?done=proven")).toBe(
      "/kk/sign-in/second?next=%2Fme%2Fsecurity%3Fdone%3Dproven",
    );
    await browser.post("/kk/sign-in/second", { code: await codeOf(id) });
    expect((await browser.get("/kk/me/security")).body).toContain("/kk/me/security/app/removal");
  });
});
