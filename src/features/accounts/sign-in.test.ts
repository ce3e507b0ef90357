import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { mail, phone, somebody } from "../../../tests/people.ts";
import { type Visitor, visitor } from "../../../tests/visitor.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { contentOf } from "../../platform/notices/send.ts";
import { newestNotices } from "../../platform/notices/store.ts";
import { requestCode } from "./actions/codes.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
  await somebody(hub.db, { contact: mail("asel@mail.kz") });
  await somebody(hub.db, { given_name: "Ерлан", contact: mail("family@mail.kz") });
  await somebody(hub.db, { given_name: "Дана", contact: mail("family@mail.kz") });
});

async function codeFor(address: string): Promise<string> {
  const row = (await newestNotices(hub.db, 200)).find((each) => each.recipient === address);
  const content = row && contentOf(deriveKeys(hub.settings), row);
  return content?.kind === "code" ? content.data.code : "none";
}

async function askAndEnter(browser: Visitor, contact: string, next = "") {
  hub.set(new Date(hub.now().getTime() + 1000));
  await browser.post("/kk/sign-in", { contact, next });
  return browser.post("/kk/sign-in/code", { code: await codeFor(contact), next });
}

/** What the request's own number and time leave the same. */
const bare = (body: string) => body.replaceAll(/"_id":\d+/g, "");

describe("signing in by code", () => {
  test("somebody types the address with capitals, then the code with a space, and is on their page", async () => {
    const browser = visitor(hub);
    const asked = await browser.post("/ru/sign-in", { contact: " Asel@Mail.KZ " });
    expect([asked.statusCode, asked.headers.location]).toEqual([303, "/ru/sign-in/code"]);
    expect((await browser.get("/ru/sign-in/code")).body).toContain("asel@mail.kz");
    const code = await codeFor("asel@mail.kz");
    const entered = await browser.post("/ru/sign-in/code", { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, "/ru/me"]);
    expect((await browser.get("/ru/me/security")).statusCode).toBe(200);
  });

  test("the session's cookie is out of reach of scripts and other sites, and secure where the hub has https", async () => {
    const browser = visitor(hub);
    const entered = await askAndEnter(browser, "asel@mail.kz");
    const cookie = entered.cookies.find((each) => each.name === "session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(cookie?.value).toMatch(/^[\w-]{43}$/);
    expect(browser.cookies.has("ticket")).toBe(false);

    const secure = await openHub({ PUBLIC_ADDRESS: "https://hub.example.kz" });
    const asked = await visitor(secure).post("/kk/sign-in", { contact: "asel@mail.kz" });
    expect(asked.cookies[0]).toMatchObject({
      name: "__Host-ticket",
      secure: true,
      httpOnly: true,
      path: "/",
    });
  });

  test("whoever signs in where another session still was ends that one", async () => {
    const browser = visitor(hub);
    await askAndEnter(browser, "asel@mail.kz");
    const first = browser.cookies.get("session") ?? "";
    hub.set("2026-11-22T08:00:00Z");
    await askAndEnter(browser, "asel@mail.kz");
    expect(browser.cookies.get("session")).not.toBe(first);
    const old = await hub.visit({ url: "/kk/me/security", session: first });
    expect(old.statusCode).toBe(303);
  });

  test("a wrong code keeps the page and tells how many tries are left; letters are no try", async () => {
    const browser = visitor(hub);
    hub.set("2026-11-22T10:00:00Z");
    await browser.post("/en/sign-in", { contact: "wrong@mail.kz" });
    const code = (await codeFor("wrong@mail.kz")) === "123456" ? "654321" : "123456";
    const letters = await browser.post("/en/sign-in/code", { code: "abc" });
    expect(letters.statusCode).toBe(422);
    expect(letters.body).toContain("Write the six digits");
    expect((await browser.post("/en/sign-in/code", { code })).body).toContain("You can try 4 more times");
  });

  test("a family with one contact is asked who is here, and only they can be chosen", async () => {
    const browser = visitor(hub);
    const entered = await askAndEnter(browser, "family@mail.kz");
    expect(entered.headers.location).toBe("/kk/sign-in/who");
    expect(entered.cookies.some((each) => each.name === "session")).toBe(false);
    const page = await browser.get("/kk/sign-in/who");
    expect(page.body).toContain("Ерлан");
    expect(page.body).toContain("Дана");
    expect(page.body).not.toContain("Әсел");
    const stranger = await hub.db
      .selectFrom("people.contact")
      .select("person_id")
      .where("value", "=", "asel@mail.kz")
      .executeTakeFirstOrThrow();
    const wrong = await browser.post("/kk/sign-in/who", { person: stranger.person_id });
    expect(wrong.statusCode).toBe(422);
    const id = /value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? "";
    const chosen = await browser.post("/kk/sign-in/who", { person: id });
    expect(chosen.headers.location).toBe("/kk/me");
    const again = await browser.post("/kk/sign-in/who", { person: id });
    expect(again.headers.location).toBe("/kk/sign-in");
  });

  test("a confirmed contact that nobody has leads to joining, with the proof in the browser", async () => {
    const browser = visitor(hub);
    const entered = await askAndEnter(browser, "new@mail.kz");
    expect(entered.headers.location).toBe("/kk/sign-in/nobody");
    const page = await browser.get("/kk/sign-in/nobody");
    expect(page.body).toContain("new@mail.kz");
    expect(page.body).toContain('href="/kk/join"');
    expect(browser.cookies.has("proof")).toBe(true);
  });

  test("a phone is not asked for where no code could reach it", async () => {
    const answer = await visitor(hub).post("/en/sign-in", { contact: "+7 701 123 45 67" });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("e-mail only");
    expect(answer.body).toContain('value="+7 701 123 45 67"');
    const withPhones = await openHub({ SMS_URL: "http://127.0.0.1:9/?to={phone}&text={text}" });
    await somebody(withPhones.db, { contact: phone("+77011234567") });
    const sent = await visitor(withPhones).post("/en/sign-in", { contact: "8 701 123 45 67" });
    expect(sent.statusCode).toBe(303);
  });

  test("signing out ends the session behind the cookie, not only the cookie", async () => {
    const browser = visitor(hub);
    hub.set("2026-11-22T12:00:00Z");
    await askAndEnter(browser, "asel@mail.kz");
    const session = browser.cookies.get("session") ?? "";
    const out = await browser.post("/kk/sign-out");
    expect([out.statusCode, out.headers.location]).toEqual([303, "/kk/"]);
    expect(browser.cookies.has("session")).toBe(false);
    expect((await hub.visit({ url: "/kk/me/security", session })).statusCode).toBe(303);
  });
});

describe("known or unknown, an answer is the same", () => {
  test("asking for a code: status, way, page and cookie", async () => {
    hub.set("2026-11-22T14:00:00Z");
    const seen = [];
    for (const contact of ["asel@mail.kz", "nobo@mail.kz"]) {
      const browser = visitor(hub);
      const asked = await browser.post("/ru/sign-in", { contact });
      const page = await browser.get("/ru/sign-in/code");
      const { location, "set-cookie": cookie } = asked.headers;
      seen.push({
        status: [asked.statusCode, page.statusCode],
        location,
        asked: asked.body,
        cookie: String(cookie).replace(/ticket=[^;]+/, "").length,
        ticket: browser.cookies.get("ticket")?.length,
        page: bare(page.body).replaceAll(contact, "@"),
      });
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  test("asking too often: both wait, in the same words", async () => {
    hub.set("2026-11-23T06:00:00Z");
    const seen = [];
    for (const contact of ["asel@mail.kz", "nobo@mail.kz"]) {
      const browser = visitor(hub);
      for (let turn = 0; turn < 5; turn += 1) await browser.post("/ru/sign-in", { contact });
      const sixth = await browser.post("/ru/sign-in", { contact });
      const page = await browser.get(sixth.headers.location ?? "");
      seen.push([sixth.statusCode, sixth.headers.location, bare(page.body).replaceAll(contact, "@")]);
    }
    expect(seen[0]?.[1]).toBe("/ru/sign-in/code?wait=yes");
    expect(seen[1]).toEqual(seen[0]);
  });

  test("asking runs the same statements, so time tells nothing either", async () => {
    const statements = async (contact: string) => {
      const seen: string[] = [];
      const db = hub.db.withPlugin({
        transformQuery: ({ node }) => {
          seen.push(node.kind);
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const parts = { db, keys: deriveKeys(hub.settings), notices: { send: async () => {} } };
      await requestCode(parts, { contact: mail(contact), language: "kk" }, hub.now());
      return seen;
    };
    hub.set("2026-11-24T06:00:00Z");
    const known = await statements("asel@mail.kz");
    expect(known.length).toBeGreaterThan(3);
    expect(await statements("nobody-at-all@mail.kz")).toEqual(known);
  });
});

describe("going on after signing in", () => {
  const elsewhere = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/kk//evil.example",
    "javascript:alert(1)",
    "/%0d%0aset-cookie:x",
    "/sign-in?next=/sign-in",
    "http:evil.example",
    "@evil.example",
    ".evil.example",
  ];
  test("leads to the page that was asked for", async () => {
    hub.set("2026-11-25T06:00:00Z");
    const entered = await askAndEnter(visitor(hub), "asel@mail.kz", "/me/security?x=1");
    expect(entered.headers.location).toBe("/kk/me/security?x=1");
  });

  test.each(elsewhere)("never leads to another site: %j", async (next) => {
    hub.set(new Date(hub.now().getTime() + 3_600_000));
    const entered = await askAndEnter(visitor(hub), "asel@mail.kz", next);
    const target = new URL(entered.headers.location ?? "", "http://hub.example");
    expect(target.origin).toBe("http://hub.example");
    expect(entered.headers.location).toMatch(/^\/kk\/[a-z%]/);
    const page = await visitor(hub).get(`/kk/sign-in?next=${encodeURIComponent(next)}`);
    const addresses = [...page.body.matchAll(/(?:href|action)="([^"]*)"/g)].map((each) => each[1] ?? "");
    const origins = addresses
      .filter((each) => !each.startsWith("tel:"))
      .map((each) => new URL(each, "http://127.0.0.1:3000").origin);
    expect(new Set(origins)).toEqual(new Set(["http://127.0.0.1:3000"]));
  });
});

describe("a form sent by another site", () => {
  test.each([
    "/kk/sign-in",
    "/kk/sign-in/code",
    "/kk/sign-in/password",
    "/kk/sign-out",
    "/kk/me/security/password",
  ])("is refused: %s", async (url) => {
    const answer = await visitor(hub, { "sec-fetch-site": "cross-site" }).post(url, {
      contact: "asel@mail.kz",
    });
    expect(answer.statusCode).toBe(403);
  });
});
