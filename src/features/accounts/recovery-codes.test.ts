import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { appCode, colleague, fullyIn, lettersTo, newlyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import type { Visitor } from "../../../tests/visitor.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { purge } from "./actions/purge.ts";
import { codesOf, makeCodes } from "./actions/recovery-codes.ts";
import { readRecoveryCode } from "./rules/second-factor.ts";
import { codeAt, offeredSecret } from "./totp.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

const keys = () => deriveKeys(hub.settings);
const later = (minutes: number) => hub.set(new Date(hub.now().getTime() + minutes * 60_000));
const led = async (browser: Visitor) => (await browser.get("/kk/me")).headers.location;
const leftOf = async (id: string) => (await codesOf(hub.db, keys(), id, hub.now()))?.left;

/** Somebody with a post, an app and ten codes; answers them with the codes. */
async function withCodes() {
  const { id } = await colleague(hub);
  await hub.db.transaction().execute((tx) => makeCodes(tx, keys(), id, hub.now()));
  const codes = (await codesOf(hub.db, keys(), id, hub.now()))?.shown ?? [];
  return { id, codes, code: codes[0] ?? "" };
}

const listed = (body: string) =>
  [...body.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((each) => each[1]);

describe("whoever sets up their first factor", () => {
  /** Sets up an app on the way in; answers the browser, now on the page with the codes. */
  async function settingUp() {
    const { id } = await colleague(hub, { app: false });
    const browser = await newlyIn(hub, id);
    const { session } = await hub.db
      .selectFrom("accounts.session")
      .select("id as session")
      .where("person_id", "=", id)
      .executeTakeFirstOrThrow();
    const code = codeAt(offeredSecret(keys(), session), hub.now());
    const answer = await browser.post("/kk/sign-in/second/new-app", { code, next: "/me/edit" });
    return { id, browser, to: answer.headers.location ?? "" };
  }

  test("reads ten codes, again after a lost answer, until they say they are put away, and goes on", async () => {
    const { browser, to } = await settingUp();
    expect(to).toBe("/kk/me/security/codes?next=%2Fme%2Fedit");
    const codes = listed((await browser.get(to)).body);
    expect(new Set(codes).size).toBe(10);
    expect(listed((await browser.get(to)).body)).toEqual(codes);
    const refused = await browser.post("/kk/me/security/codes", { next: "/me/edit" });
    expect([refused.statusCode, listed(refused.body)]).toEqual([422, codes]);
    const kept = await browser.post("/kk/me/security/codes", { kept: "yes", next: "/me/edit" });
    expect(kept.headers.location).toBe("/kk/me/edit");
    expect(listed((await browser.get(to)).body)).toEqual([]);
    const again = await browser.post("/kk/me/security/codes", { kept: "yes" });
    expect(again.headers.location).toBe("/kk/me/security?done=codes");
  });

  test("who left before putting them away is led there after every sign-in, and makes new ones", async () => {
    const { id } = await settingUp();
    later(61);
    const browser = await newlyIn(hub, id);
    const entered = await browser.post("/kk/sign-in/second", { code: await appCode(hub, id), next: "/hubs" });
    expect(entered.headers.location).toBe("/kk/me/security/codes?next=%2Fhubs");
    const page = await browser.get("/kk/me/security/codes");
    expect(listed(page.body)).toEqual([]);
    expect(page.body).toContain("/kk/me/security/codes/renewal");
    await browser.post("/kk/me/security/codes/renewal");
    expect(listed((await browser.get("/kk/me/security/codes")).body)).toHaveLength(10);
  });

  test("finds nothing of the codes in the database but hashes, once they are put away or an hour has gone by", async () => {
    const { id, codes } = await withCodes();
    const rows = async () =>
      JSON.stringify([
        await hub.db.selectFrom("accounts.recovery_set").selectAll().where("person_id", "=", id).execute(),
        await hub.db.selectFrom("accounts.recovery_code").selectAll().where("person_id", "=", id).execute(),
      ]);
    for (const code of codes) expect(await rows()).not.toContain(code);
    later(61);
    await purge(hub.db, hub.now());
    expect(await rows()).toContain('"sealed":null');
  });
});

describe("a recovery code", () => {
  test("lets its person in once, however it is typed, and every contact hears of it", async () => {
    const { id, code } = await withCodes();
    const browser = await newlyIn(hub, id);
    const typed = ` ${code.slice(0, 5).toUpperCase()} - ${code.slice(5)} `;
    const answer = await browser.post("/kk/sign-in/second/code", { code: typed });
    expect(answer.headers.location).toBe("/kk/me/security?done=by_code");
    expect(await led(browser)).toBeUndefined();
    expect(await leftOf(id)).toBe(9);
    expect(await lettersTo(hub, id, "factor")).toEqual([{ given_name: "Әсел", what: "code_used" }]);
    expect((await (await newlyIn(hub, id)).post("/kk/sign-in/second/code", { code })).statusCode).toBe(422);
  });

  test("of another person opens nothing", async () => {
    const { code } = await withCodes();
    const other = await withCodes();
    const browser = await newlyIn(hub, other.id);
    expect((await browser.post("/kk/sign-in/second/code", { code })).statusCode).toBe(422);
  });

  test("guessed wrong counts with the codes of the app: five, then all wait", async () => {
    const { id, code } = await withCodes();
    const browser = await newlyIn(hub, id);
    const wrong = "aaaaabbbbb";
    for (let turn = 0; turn < 3; turn += 1) await browser.post("/kk/sign-in/second/code", { code: wrong });
    await browser.post("/kk/sign-in/second", { code: "000000" });
    expect((await browser.post("/kk/sign-in/second/code", { code: wrong })).statusCode).toBe(429);
    expect((await browser.post("/kk/sign-in/second/code", { code })).statusCode).toBe(429);
    expect((await browser.post("/kk/sign-in/second", { code: await appCode(hub, id) })).statusCode).toBe(429);
    expect(await leftOf(id)).toBe(10);
  });

  test("typed at once in two browsers lets only one of them in", async () => {
    const { id, code } = await withCodes();
    const browsers = [await newlyIn(hub, id), await newlyIn(hub, id)];
    let answers: Promise<number[]> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await tx
        .selectFrom("accounts.recovery_code")
        .select("code_hash")
        .where("person_id", "=", id)
        .forUpdate()
        .execute();
      const posted = browsers.map((each) => each.post("/kk/sign-in/second/code", { code }));
      answers = Promise.all(posted).then((all) => all.map((each) => each.statusCode));
      await setTimeout(200);
    });
    expect((await answers)?.sort()).toEqual([303, 422]);
    expect(await leftOf(id)).toBe(9);
  });

  test("is read with capitals and spaces, and only if it could be one", () => {
    expect(readRecoveryCode(" K7M2P-9XWTD ")).toBe("k7m2p9xwtd");
    for (const text of ["", "k7m2p", "k7m2p-9xwt0", "k7m2p-9xwtdd", "к7м2п-9хвтд"])
      expect(readRecoveryCode(text)).toBeUndefined();
  });
});

describe("new codes", () => {
  test("take a session just begun, end the old ones, and are told", async () => {
    const { id, code } = await withCodes();
    const browser = await fullyIn(hub, id);
    later(10);
    expect((await browser.post("/kk/me/security/codes/renewal")).headers.location).toBe("/kk/me/security");
    const fresh = await fullyIn(hub, id);
    expect((await fresh.post("/kk/me/security/codes/renewal")).headers.location).toBe(
      "/kk/me/security/codes",
    );
    later(1);
    const codes = listed((await fresh.get("/kk/me/security/codes")).body);
    expect(codes).toHaveLength(10);
    expect((await (await newlyIn(hub, id)).post("/kk/sign-in/second/code", { code })).statusCode).toBe(422);
    expect(
      (await (await newlyIn(hub, id)).post("/kk/sign-in/second/code", { code: codes[0] ?? "" })).statusCode,
    ).toBe(303);
    expect((await lettersTo(hub, id, "factor")).map((each) => each.what)).toEqual([
      "codes_made",
      "code_used",
    ]);
  });

  test("go with the last factor of a member who gives it up", async () => {
    const { id } = await colleague(hub, { post: null });
    await hub.db.transaction().execute((tx) => makeCodes(tx, keys(), id, hub.now()));
    await (await fullyIn(hub, id)).post("/kk/me/security/app/removal");
    expect(await leftOf(id)).toBeUndefined();
    expect((await (await fullyIn(hub, id)).get("/kk/me/security/codes")).headers.location).toBe(
      "/kk/me/security",
    );
  });
});
