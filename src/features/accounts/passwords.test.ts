import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { mail, somebody } from "../../../tests/people.ts";
import { type Visitor, visitor } from "../../../tests/visitor.ts";
import { deriveKeys } from "../../platform/keys.ts";
import { contentOf } from "../../platform/notices/send.ts";
import { newestNotices } from "../../platform/notices/store.ts";
import { type PasswordAnswer, tryPassword } from "./actions/passwords.ts";
import { startSession } from "./actions/sessions.ts";
import { hashPassword } from "./hashing.ts";
import { holdTurn } from "./store/codes.ts";
import { addAttempt, putPassword } from "./store/passwords.ts";
import { keyedHash } from "../../platform/keys.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
});

const right = "үш көк тау мен бір өзен";
const keys = () => deriveKeys(hub.settings);
const attempt = (contact: string, password: string): Promise<PasswordAnswer> =>
  tryPassword({ db: hub.db, keys: keys() }, { contact: mail(contact), password }, hub.now());

let people = 0;
/** Somebody new with a password, and a browser in which they have just signed in. */
async function signedIn(options: { password?: string } = {}) {
  people += 1;
  const address = `p${people}@mail.kz`;
  const { id, who } = await somebody(hub.db, { contact: mail(address) });
  if (options.password) await givePassword(id, options.password);
  const browser = await browserOf(id);
  return { id, who, address, browser };
}

async function givePassword(id: string, password: string) {
  const hash = await hashPassword(password);
  await hub.db.transaction().execute((tx) => putPassword(tx, id, hash, hub.now()));
}

async function browserOf(id: string): Promise<Visitor> {
  const browser = visitor(hub);
  const token = await hub.db
    .transaction()
    .execute((tx) => startSession(tx, id, "code", "Chrome, Android", hub.now()));
  browser.cookies.set("session", token);
  return browser;
}

const isIn = async (browser: Visitor) => (await browser.get("/kk/me/security")).statusCode === 200;
const later = (minutes: number) => hub.set(new Date(hub.now().getTime() + minutes * 60_000));

describe("signing in by password", () => {
  test("somebody with a password comes in, and the hash is argon2id at the cost we chose", async () => {
    const { address, id } = await signedIn({ password: right });
    const browser = visitor(hub);
    const answer = await browser.post("/kk/sign-in/password", { contact: address, password: right });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/me"]);
    expect(await isIn(browser)).toBe(true);
    const row = await hub.db
      .selectFrom("accounts.password")
      .select("hash")
      .where("person_id", "=", id)
      .execute();
    expect(row[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("the same letters composed otherwise by another keyboard are the same password", async () => {
    const { address } = await signedIn({ password: "ёлка й зима сто" });
    expect(await attempt(address, "ёлка й зима сто".normalize("NFD"))).toMatchObject({ kind: "right" });
  });

  test("of two who share a contact each comes in with their own", async () => {
    const elder = await somebody(hub.db, { birth_date: "2006-01-01", contact: mail("both@mail.kz") });
    const younger = await somebody(hub.db, { birth_date: "2010-01-01", contact: mail("both@mail.kz") });
    await givePassword(elder.id, "ағаның құпия сөзі");
    await givePassword(younger.id, "інінің құпия сөзі");
    expect(await attempt("both@mail.kz", "інінің құпия сөзі")).toEqual({ kind: "right", person: younger.id });
    expect(await attempt("both@mail.kz", "ағаның құпия сөзі")).toEqual({ kind: "right", person: elder.id });
  });

  test("after ten tries in a quarter of an hour the right one is refused too, then forgiven", async () => {
    const { address } = await signedIn({ password: right });
    for (let turn = 0; turn < 10; turn += 1)
      expect((await attempt(address, "басқа сөз бұл")).kind).toBe("refused");
    expect((await attempt(address, right)).kind).toBe("too_many");
    later(15);
    expect((await attempt(address, right)).kind).toBe("right");
  });

  test("the right one wipes the slate clean", async () => {
    const { address } = await signedIn({ password: right });
    for (let turn = 0; turn < 9; turn += 1) await attempt(address, "басқа сөз бұл");
    expect((await attempt(address, right)).kind).toBe("right");
    expect((await attempt(address, "басқа сөз бұл")).kind).toBe("refused");
    expect((await attempt(address, right)).kind).toBe("right");
  });

  test("an eleventh try that waits for others is counted after them", async () => {
    const { address } = await signedIn({ password: right });
    const hash = keyedHash(keys().hashes, `contact mail ${address}`);
    let eleventh: Promise<PasswordAnswer> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await holdTurn(tx, `password mail ${address}`);
      eleventh = attempt(address, right);
      await setTimeout(200);
      for (let turn = 0; turn < 10; turn += 1) await addAttempt(tx, hash, hub.now());
    });
    expect((await eleventh)?.kind).toBe("too_many");
  });

  test("no contact stands in clear beside the attempts", async () => {
    await attempt("watched@mail.kz", "басқа сөз бұл");
    const rows = await hub.db.selectFrom("accounts.attempt").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("watched");
    expect(rows.every((row) => !row.contact_hash.includes("watched"))).toBe(true);
  });
});

describe("known or unknown, with a password or without", () => {
  test("status and page are the same, and past the limit too", async () => {
    const known = await signedIn({ password: right });
    const bare = await signedIn();
    const seen = [];
    for (const contact of [known.address, bare.address, "nobody@mail.kz"]) {
      const browser = visitor(hub);
      const answers = [];
      for (let turn = 0; turn < 11; turn += 1) {
        const answer = await browser.post("/ru/sign-in/password", { contact, password: "это не тот пароль" });
        answers.push([answer.statusCode, answer.body.replaceAll(contact, "@")]);
      }
      seen.push(answers);
    }
    expect(seen[0]?.map(([status]) => status)).toEqual([...Array(10).fill(422), 429]);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test("it costs as much: the least processor time of nine turns differs by less than half", async () => {
    const known = await signedIn({ password: right });
    const costs: Record<string, number[]> = { known: [], unknown: [] };
    for (let turn = 0; turn < 9; turn += 1) {
      later(20);
      for (const [name, contact] of [
        ["known", known.address],
        ["unknown", "nobody@mail.kz"],
      ] as const) {
        // Processor time of all threads, not the clock: whatever else the machine does does not count.
        const before = process.cpuUsage();
        await attempt(contact, "басқа сөз бұл");
        const spent = process.cpuUsage(before);
        costs[name]?.push(spent.user + spent.system);
      }
    }
    const least = (name: string) => Math.min(...(costs[name] ?? []));
    expect(Math.abs(least("known") - least("unknown"))).toBeLessThan(least("known") / 2);
  });
});

describe("changing how one signs in", () => {
  test("a new password ends every other session, renews this one and tells the person", async () => {
    const { id, address, browser } = await signedIn();
    const other = await browserOf(id);
    const before = browser.cookies.get("session") ?? "";
    const answer = await browser.post("/kk/me/security/password", { password: right });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/me/security?done=password"]);
    expect(await isIn(browser)).toBe(true);
    expect(browser.cookies.get("session")).not.toBe(before);
    expect(await isIn(other)).toBe(false);
    expect((await hub.visit({ url: "/kk/me/security", session: before })).statusCode).toBe(303);
    const [notice] = (await newestNotices(hub.db, 50)).filter((each) => each.recipient === address);
    const content = notice && contentOf(keys(), notice);
    expect(content).toEqual({ kind: "password_changed", data: { given_name: "Әсел", what: "set" } });
    expect((await attempt(address, right)).kind).toBe("right");
  });

  test("ten minutes after signing in a new code is needed first", async () => {
    const { address, browser } = await signedIn();
    later(10);
    const refused = await browser.post("/kk/me/security/password", { password: right });
    expect(refused.headers.location).toBe("/kk/me/security");
    expect((await attempt(address, right)).kind).toBe("refused");
    const page = await browser.get("/kk/me/security");
    expect(page.body).not.toContain('name="password"');

    const before = browser.cookies.get("session");
    await browser.post("/kk/me/security/code", { contact: "0" });
    expect((await browser.get("/kk/me/security/code")).body).toContain("p");
    const [notice] = (await newestNotices(hub.db, 50)).filter((each) => each.recipient === address);
    const content = notice && contentOf(keys(), notice);
    const code = content?.kind === "code" ? content.data.code : "";
    const proven = await browser.post("/kk/me/security/confirmation", { code });
    expect(proven.headers.location).toBe("/kk/me/security?done=proven");
    expect(browser.cookies.get("session")).not.toBe(before);
    await browser.post("/kk/me/security/password", { password: right });
    expect((await attempt(address, right)).kind).toBe("right");
  });

  test("a code for somebody else's contact proves nothing about oneself", async () => {
    const { browser } = await signedIn();
    const stranger = visitor(hub);
    later(11);
    await stranger.post("/kk/sign-in", { contact: "stranger@mail.kz" });
    browser.cookies.set("ticket", stranger.cookies.get("ticket") ?? "");
    const [notice] = (await newestNotices(hub.db, 50)).filter(
      (each) => each.recipient === "stranger@mail.kz",
    );
    const content = notice && contentOf(keys(), notice);
    const code = content?.kind === "code" ? content.data.code : "";
    const answer = await browser.post("/kk/me/security/confirmation", { code });
    expect(answer.statusCode).toBe(422);
    expect((await browser.post("/kk/me/security/password", { password: right })).headers.location).toBe(
      "/kk/me/security",
    );
  });

  test("a password with one's own name is refused on the same page, and nothing typed is shown again", async () => {
    const { browser } = await signedIn();
    const answer = await browser.post("/en/me/security/password", { password: "менің атым Әсел" });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("It holds your name");
    expect(answer.body).not.toContain("менің атым");
  });

  test("a removed password lets nobody in any more, and ends the other sessions", async () => {
    const { id, address, browser } = await signedIn({ password: right });
    const other = await browserOf(id);
    const answer = await browser.post("/kk/me/security/password/removal");
    expect(answer.headers.location).toBe("/kk/me/security?done=removed");
    expect((await attempt(address, right)).kind).toBe("refused");
    expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
    const again = await browser.post("/kk/me/security/password/removal");
    expect([again.headers.location, await isIn(browser)]).toEqual(["/kk/me/security", true]);
  });
});
