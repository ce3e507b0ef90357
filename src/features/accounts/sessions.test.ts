import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { NotFound } from "../../platform/errors.ts";
import { mail, somebody } from "../../../tests/people.ts";
import { type Visitor, visitor } from "../../../tests/visitor.ts";
import { endAllSessions, endSession, keepUp, startSession } from "./actions/sessions.ts";
import { purge } from "./actions/purge.ts";
import { listSessions } from "./store/sessions.ts";
import { person as contract } from "./store/lifecycle.ts";
import { hashToken } from "./tokens.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

const android =
  "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/118.0 Mobile Safari/537.36";

async function browserOf(id: string, device = "Chrome, Android"): Promise<Visitor & { token: string }> {
  const browser = visitor(hub, { "user-agent": android });
  const token = await hub.db.transaction().execute((tx) => startSession(tx, id, "code", device, hub.now()));
  browser.cookies.set("session", token);
  return { ...browser, token };
}

const isIn = async (browser: Visitor) => (await browser.get("/kk/me/security")).statusCode === 200;
const later = (days: number) => hub.set(new Date(hub.now().getTime() + days * 86_400_000));

describe("a session", () => {
  test("is kept only as a hash, and its token is 256 bits long", async () => {
    const { id } = await somebody(hub.db);
    const { token } = await browserOf(id);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const rows = await hub.db
      .selectFrom("accounts.session")
      .selectAll()
      .where("person_id", "=", id)
      .execute();
    expect(rows[0]?.token_hash.equals(hashToken(token))).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("lasts thirty days from when it was last used, not from when it began", async () => {
    const { id } = await somebody(hub.db);
    const browser = await browserOf(id);
    later(29);
    expect(await isIn(browser)).toBe(true);
    later(29);
    expect(await isIn(browser)).toBe(true);
    later(30);
    expect(await isIn(browser)).toBe(false);
  });

  test("is written down as used at most every ten minutes", async () => {
    const { id } = await somebody(hub.db);
    await browserOf(id);
    const [session] = await listSessions(hub.db, id, hub.now());
    const began = hub.now();
    const seen = async () => (await listSessions(hub.db, id, hub.now()))[0]?.seen_at;
    const use = async (now: Date) =>
      keepUp(hub.db, { id: session?.id ?? "", seen_at: (await seen()) ?? began }, now);
    const at = (minutes: number) => new Date(began.getTime() + minutes * 60_000);
    await use(at(9));
    expect(await seen()).toEqual(began);
    await use(at(10));
    expect(await seen()).toEqual(at(10));
    await use(at(19));
    expect(await seen()).toEqual(at(10));
  });

  test("of another person cannot be ended, and looks as if it were not there", async () => {
    const one = await somebody(hub.db);
    const other = await somebody(hub.db);
    const mine = await browserOf(one.id);
    const theirs = await browserOf(other.id);
    const [session] = await listSessions(hub.db, other.id, hub.now());
    const answer = await mine.post(`/kk/me/security/sessions/${session?.id}/end`);
    const missing = await mine.post("/kk/me/security/sessions/00000000-0000-4000-8000-000000000000/end");
    const nonsense = await mine.post("/kk/me/security/sessions/x/end");
    expect([answer.statusCode, missing.statusCode, nonsense.statusCode]).toEqual([404, 404, 404]);
    expect(await isIn(theirs)).toBe(true);
  });
});

describe("the list of one's devices", () => {
  test("names each, marks this one, and ends the one that was lost", async () => {
    const { id } = await somebody(hub.db);
    const phone = await browserOf(id);
    const lost = await browserOf(id, "Firefox, Windows");
    const page = await phone.get("/en/me/security");
    expect(page.body).toContain("Chrome, Android");
    expect(page.body).toContain("Firefox, Windows");
    expect(page.body.match(/This device/g)).toHaveLength(1);
    const [end] = page.body.match(/\/me\/security\/sessions\/[0-9a-f-]{36}\/end/g) ?? [];
    const answer = await phone.post(`/en${end}`);
    expect(answer.headers.location).toBe("/en/me/security?done=ended");
    expect([await isIn(phone), await isIn(lost)]).toEqual([true, false]);
  });

  test("ends all others at once", async () => {
    const { id } = await somebody(hub.db);
    const [here, ...others] = [await browserOf(id), await browserOf(id), await browserOf(id)];
    await here.post("/kk/me/security/sessions/end-others");
    expect(await isIn(here)).toBe(true);
    for (const other of others) expect(await isIn(other)).toBe(false);
  });

  test("is empty after every session was ended for a changed post", async () => {
    const { id } = await somebody(hub.db);
    const browser = await browserOf(id);
    await hub.db.transaction().execute((tx) => endAllSessions(tx, id, hub.now()));
    expect(await isIn(browser)).toBe(false);
    expect(await listSessions(hub.db, id, hub.now())).toEqual([]);
  });

  test("cannot be ended twice", async () => {
    const { id, who } = await somebody(hub.db);
    await browserOf(id);
    const [session] = await listSessions(hub.db, id, hub.now());
    await endSession(hub.db, who, session?.id ?? "", hub.now());
    await expect(endSession(hub.db, who, session?.id ?? "", hub.now())).rejects.toThrow(NotFound);
  });
});

describe("sample people", () => {
  const cast = { id: "", name: "Қасымов Данияр", sentence: () => "волонтер" };

  async function sampleHub(environment: Record<string, string> = {}, loaded = true) {
    const opened = await openHub(environment);
    const { id } = await somebody(opened.db, { contact: mail("sample@mail.kz") });
    const other = await somebody(opened.db);
    if (loaded)
      await opened.db.updateTable("platform.installation").set({ sample_loaded_at: opened.now() }).execute();
    const app = await createApp({
      settings: opened.settings,
      db: opened.db,
      jobs: opened.jobs,
      now: opened.now,
      samplePeople: async () => [{ ...cast, id }],
    });
    await app.ready();
    return { id, other: other.id, sample: { ...opened, app, visit: visitOf(app) } };
  }

  const visitOf =
    (app: TestHub["app"]): TestHub["visit"] =>
    async ({ session, ...options }) =>
      app.inject({
        ...options,
        headers: { "sec-fetch-site": "same-origin", ...options.headers },
        cookies: { ...(session ? { session } : {}), ...options.cookies },
      });

  test("are signed in with one click on the machine itself", async () => {
    const { id, sample } = await sampleHub();
    const browser = visitor(sample);
    const page = await browser.get("/kk/sign-in");
    expect(page.body).toContain("Қасымов Данияр");
    const answer = await browser.post("/kk/sample/sign-in", { person: id });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/me"]);
    expect((await browser.get("/kk/me/security")).statusCode).toBe(200);
  });

  test("are nobody else: others of the same hub are not there", async () => {
    const { other, sample } = await sampleHub();
    for (const person of [other, "", "x"])
      expect((await visitor(sample).post("/kk/sample/sign-in", { person })).statusCode).toBe(404);
  });

  const far: Record<string, { headers?: Record<string, string>; remoteAddress?: string }> = {
    "from another machine": { remoteAddress: "192.168.1.20" },
    "through a proxy": { headers: { "x-forwarded-for": "127.0.0.1" } },
    "through another proxy": { headers: { forwarded: "for=127.0.0.1" } },
    "by a name that was made to lead here": { headers: { host: "evil.example:3000" } },
  };
  test.each(Object.entries(far))("are neither shown nor signed in %s", async (_where, options) => {
    const { id, sample } = await sampleHub();
    const browser = visitor(sample);
    expect((await browser.get("/kk/sign-in", options)).body).not.toContain("Қасымов");
    expect((await browser.post("/kk/sample/sign-in", { person: id }, options)).statusCode).toBe(404);
  });

  test("are not there on a hub whose people are real, nor where samples are switched off", async () => {
    const real = await sampleHub({}, false);
    expect((await visitor(real.sample).post("/kk/sample/sign-in", { person: real.id })).statusCode).toBe(404);
    const off = await sampleHub({ SAMPLE: "no" });
    expect((await visitor(off.sample).post("/kk/sample/sign-in", { person: off.id })).statusCode).toBe(404);
    expect(off.sample.app.hasRoute({ method: "POST", url: "/sample/sign-in" })).toBe(false);
  });
});

describe("what is forgotten", () => {
  test("codes and attempts after a day, sessions a month after their end, operation ids after half a year", async () => {
    const own = await openHub();
    const { id } = await somebody(own.db);
    const day = (days: number) => new Date(own.now().getTime() + days * 86_400_000);
    const token = { way: "code", device: "", created_at: day(-40), seen_at: day(-40) } as const;
    await own.db
      .insertInto("accounts.session")
      .values([
        { ...token, person_id: id, token_hash: Buffer.from("a"), expires_at: day(-31) },
        { ...token, person_id: id, token_hash: Buffer.from("b"), expires_at: day(10), ended_at: day(-31) },
        { ...token, person_id: id, token_hash: Buffer.from("c"), expires_at: day(-29) },
      ])
      .execute();
    const code = { kind: "mail", code_hash: Buffer.from("x"), expires_at: day(0) };
    await own.db
      .insertInto("accounts.code")
      .values([
        { ...code, contact: "old@mail.kz", created_at: day(-1.1) },
        { ...code, contact: "new@mail.kz", created_at: day(-0.9) },
      ])
      .execute();
    const attempt = { kind: "password", contact_hash: Buffer.from("x") };
    await own.db
      .insertInto("accounts.attempt")
      .values([
        { ...attempt, at: day(-1.1) },
        { ...attempt, at: day(-0.9) },
      ])
      .execute();
    const operation = { person_id: id, act: "x", answer: "null" };
    await own.db
      .insertInto("platform.operation")
      .values([
        { ...operation, id: "00000000-0000-4000-8000-000000000001", at: day(-181) },
        { ...operation, id: "00000000-0000-4000-8000-000000000002", at: day(-179) },
      ])
      .execute();
    await purge(own.db, own.now());
    const left = {
      sessions: await own.db.selectFrom("accounts.session").select("token_hash").execute(),
      codes: await own.db.selectFrom("accounts.code").select("contact").execute(),
      attempts: await own.db.selectFrom("accounts.attempt").select("at").execute(),
      operations: await own.db.selectFrom("platform.operation").select("at").execute(),
    };
    expect(left).toEqual({
      sessions: [{ token_hash: Buffer.from("c") }],
      codes: [{ contact: "new@mail.kz" }],
      attempts: [{ at: day(-0.9) }],
      operations: [{ at: day(-179) }],
    });
  });
});

describe("what happens to a person", () => {
  test("somebody reads where they signed in, and no hash or token", async () => {
    const { id } = await somebody(hub.db);
    await browserOf(id);
    const known = JSON.stringify(await contract.export(hub.db, id));
    expect(known).toContain("Chrome, Android");
    expect(known).not.toMatch(/hash|token/);
  });

  test("somebody erased is signed in nowhere, and two who become one sign in anew", async () => {
    const gone = await somebody(hub.db);
    const into = await somebody(hub.db);
    const [a, b] = [await browserOf(gone.id), await browserOf(into.id)];
    await hub.db.transaction().execute((tx) => contract.merge(tx, gone.id, into.id, hub.now()));
    expect([await isIn(a), await isIn(b)]).toEqual([false, false]);
    const erased = await browserOf(into.id);
    await hub.db.transaction().execute((tx) => contract.erase(tx, into.id, hub.now()));
    expect(await isIn(erased)).toBe(false);
    expect(
      await hub.db.selectFrom("accounts.session").selectAll().where("person_id", "=", into.id).execute(),
    ).toEqual([]);
  });
});
