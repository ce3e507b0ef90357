import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { type Device, device } from "../../../tests/authenticator.ts";
import { colleague, fullyIn, lettersTo, newlyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import type { Visitor } from "../../../tests/visitor.ts";
import { partyOf } from "./rules/second-factor.ts";

const origin = "http://localhost:3000";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub({ PUBLIC_ADDRESS: origin });
});

const later = (minutes: number) => hub.set(new Date(hub.now().getTime() + minutes * 60_000));
const isIn = async (browser: Visitor) => (await browser.get("/kk/me/edit")).statusCode === 200;
const keysOf = (person: string) =>
  hub.db.selectFrom("accounts.passkey").selectAll().where("person_id", "=", person).execute();

const optionsAt = async (browser: Visitor, path: string) => (await browser.post(`${path}/options`)).json();

/** Adds a passkey through a door; answers where it led. */
async function add(browser: Visitor, mine: Device, door = "/sign-in/second") {
  const options = await optionsAt(browser, `${door}/new-key`);
  const answer = await browser.post(`/kk${door}/new-key`, {
    response: mine.create(options),
    next: "/me/edit",
  });
  return answer.headers.location;
}

/** Gives a passkey as the second step; answers where it led. */
async function giveIt(browser: Visitor, mine: Device) {
  const options = await optionsAt(browser, "/sign-in/second/key");
  const answer = await browser.post("/kk/sign-in/second/key", {
    response: mine.get(options),
    next: "/me/edit",
  });
  return answer.headers.location;
}

/** Somebody with a post whose one factor is a passkey. */
async function withKey() {
  const { id } = await colleague(hub, { app: false });
  const mine = device(origin);
  const browser = await newlyIn(hub, id);
  await add(browser, mine);
  await browser.post("/kk/me/security/codes", { kept: "yes" });
  return { id, mine, browser };
}

const refused = "/kk/sign-in/second?refused=key&next=%2Fme%2Fedit";

describe("a passkey", () => {
  test("is set up on the way in, lets its person in, and is told to every contact", async () => {
    const { id } = await colleague(hub, { app: false });
    const mine = device(origin);
    const browser = await newlyIn(hub, id);
    expect(await add(browser, mine)).toBe("/kk/me/security/codes?next=%2Fme%2Fedit");
    expect(await isIn(browser)).toBe(true);
    expect(await lettersTo(hub, id, "factor")).toEqual([{ given_name: "Әсел", what: "key_set" }]);
    await browser.post("/kk/me/security/codes", { kept: "yes" });
    const second = await newlyIn(hub, id);
    expect((await second.get("/kk/sign-in/second")).body).toContain('data-island="passkey"');
    expect(await giveIt(second, mine)).toBe("/kk/me/edit");
    expect(await isIn(second)).toBe(true);
  });

  test("answers a question once, within five minutes, and only the last one of its session", async () => {
    const { id, mine } = await withKey();
    const browser = await newlyIn(hub, id);
    const first = await optionsAt(browser, "/sign-in/second/key");
    const last = await optionsAt(browser, "/sign-in/second/key");
    const send = async (who: Visitor, response: string) =>
      (await who.post("/kk/sign-in/second/key", { response, next: "/me/edit" })).headers.location;
    expect(await send(browser, mine.get(first))).toBe(refused);
    expect(await send(browser, mine.get(last))).toBe(refused);
    const late = mine.get(await optionsAt(browser, "/sign-in/second/key"));
    later(5);
    expect(await send(browser, late)).toBe(refused);
    const seen = mine.get(await optionsAt(browser, "/sign-in/second/key"));
    expect(await send(await newlyIn(hub, id), seen)).toBe(refused);
    expect(await send(browser, seen)).toBe("/kk/me/edit");
    expect(await send(await newlyIn(hub, id), seen)).toBe(refused);
  });

  test("of another person, of another site, or copied to another device opens nothing", async () => {
    const { id, mine } = await withKey();
    const other = await withKey();
    const browser = await newlyIn(hub, id);
    expect(await giveIt(browser, other.mine)).toBe(refused);
    const elsewhere = device("https://evil.example");
    expect(await giveIt(browser, elsewhere)).toBe(refused);
    await hub.db.updateTable("accounts.passkey").set({ counter: 100 }).where("person_id", "=", id).execute();
    expect(await giveIt(browser, mine)).toBe(refused);
    expect(await isIn(browser)).toBe(false);
  });

  test("made for another site is not added, nor one that is somebody's already", async () => {
    const { id } = await colleague(hub, { app: false });
    const browser = await newlyIn(hub, id);
    const refusedHere = "/kk/sign-in/second/setup?refused=key&next=%2Fme%2Fedit";
    expect(await add(browser, device("https://evil.example"))).toBe(refusedHere);
    const other = await withKey();
    expect(await add(browser, other.mine)).toBe(refusedHere);
    for (const response of ["", "{", "[]", '{"id":"x"}', '{"id":"x","response":{}}']) {
      const answer = await browser.post("/kk/sign-in/second/new-key", { response, next: "/me/edit" });
      expect([response, answer.headers.location]).toEqual([response, refusedHere]);
    }
    expect(await keysOf(id)).toEqual([]);
  });

  test("cannot be added half in by whoever holds a stolen mailbox, where there is a factor", async () => {
    const { id } = await withKey();
    const browser = await newlyIn(hub, id);
    const asked = await browser.post("/sign-in/second/new-key/options");
    expect([asked.statusCode, asked.json()]).toEqual([403, { problem: "not_now" }]);
    expect(await keysOf(id)).toHaveLength(1);
  });

  test("sent twice at once signs in once, and the second tap is led on", async () => {
    const { id, mine } = await withKey();
    const browser = await newlyIn(hub, id);
    const session = browser.cookies.get("session") ?? "";
    const response = mine.get(await optionsAt(browser, "/sign-in/second/key"));
    let sent: Promise<(string | undefined)[]> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await tx.selectFrom("accounts.passkey").select("id").where("person_id", "=", id).forUpdate().execute();
      const posted = [1, 2].map(() =>
        hub.visit({ method: "POST", url: "/kk/sign-in/second/key", session, payload: { response } }),
      );
      sent = Promise.all(posted).then((all) => all.map((each) => each.headers.location));
      await setTimeout(200);
    });
    expect((await sent)?.sort()).toEqual(["/kk/sign-in", "/kk/today"]);
  });
});

describe("on one's security page", () => {
  test("a second passkey is added and one removed, the last one stays with a post", async () => {
    const { id } = await withKey();
    const browser = await fullyIn(hub, id);
    expect(await add(browser, device(origin), "/me/security")).toBe("/kk/me/edit");
    const [first, second] = await keysOf(id);
    const page = await browser.get("/kk/me/security");
    expect(page.body).toContain(`/kk/me/security/keys/${second?.id}/removal`);
    const removal = async (key = "") =>
      (await browser.post(`/kk/me/security/keys/${key}/removal`)).headers.location;
    expect(await removal(first?.id)).toBe("/kk/me/security?done=factor_removed");
    expect(await removal(second?.id)).toBe("/kk/me/security?refused=last");
    expect(await keysOf(id)).toHaveLength(1);
  });

  test("another person's passkey is not there to be removed", async () => {
    const { id } = await withKey();
    const other = await colleague(hub);
    await (await fullyIn(hub, other.id)).post(`/kk/me/security/keys/${(await keysOf(id))[0]?.id}/removal`);
    expect(await keysOf(id)).toHaveLength(1);
  });
});

test("passkeys are offered where browsers make them: by name with https, or on localhost", () => {
  expect(partyOf("https://hub.example.kz")).toEqual({
    id: "hub.example.kz",
    origin: "https://hub.example.kz",
  });
  expect(partyOf("http://localhost:3000")).toEqual({ id: "localhost", origin });
  for (const address of [
    "http://127.0.0.1:3000",
    "https://10.0.0.7",
    "https://[::1]",
    "http://hub.example.kz",
  ])
    expect(partyOf(address)).toBeNull();
});
