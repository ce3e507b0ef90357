import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { appCode, colleague, fullSession, fullyIn, lettersTo, newlyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { holding, someHub } from "../../../tests/members.ts";
import type { Visitor } from "../../../tests/visitor.ts";
import { canVouch, vouchableBy } from "./policy.ts";
import { lockRecovery, openRecovery } from "./store/recoveries.ts";

let hub: TestHub;
let here: string;
let there: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  there = await someHub(hub.db, { slug: "aktau" });
});

const later = (hours: number) => hub.set(new Date(hub.now().getTime() + hours * 3_600_000));
const coordinator = (of = here) => colleague(hub, { post: "coordinator", hub: of });
const steps = async (id: string) => (await lettersTo(hub, id, "recovery")).map((each) => each.step);
const mainOf = ({ body }: { body: string }) => body.slice(body.indexOf("<main"), body.indexOf("</main>"));

/** A coordinator who has lost everything and asked for recovery, in a half session. */
async function lost() {
  const person = await coordinator();
  const browser = await newlyIn(hub, person.id);
  const asked = await browser.post("/en/sign-in/second/recovery");
  expect(asked.headers.location).toBe("/en/sign-in/second/recovery");
  const recovery = await openRecovery(hub.db, person.id);
  return { ...person, browser, recovery: recovery?.id ?? "" };
}

const word = { how: "met", reason: "Кеңседе кездестік" };
const vouch = async (who: { id: string }, recovery: string, said: Record<string, string> = word) =>
  (await fullyIn(hub, who.id)).post(`/en/recoveries/${recovery}/confirmation`, said);

/** The same, confirmed by two others. */
async function confirmed() {
  const person = await lost();
  for (const each of [await coordinator(), await coordinator()]) {
    later(0.1);
    await vouch(each, person.recovery);
  }
  return person;
}

const linkIn = async (id: string) => (await lettersTo(hub, id, "recovery"))[0]?.stop ?? "";

describe("whoever has lost phone and codes", () => {
  test("asks, is confirmed by two others, waits a day, and sets up anew; told of each step", async () => {
    const { id, browser, recovery } = await lost();
    expect(mainOf(await browser.get("/en/sign-in/second/recovery"))).toContain("two are needed");
    later(0.4);
    await vouch(await coordinator(), recovery);
    expect(mainOf(await browser.get("/en/sign-in/second/recovery"))).toContain("one more is needed");
    later(0.5);
    await vouch(await coordinator(), recovery);
    const again = await newlyIn(hub, id);
    expect(mainOf(await again.get("/en/sign-in/second/recovery"))).toContain("Two people have confirmed you");
    later(23.9);
    const early = await newlyIn(hub, id);
    await early.post("/en/sign-in/second/recovery/completion");
    expect((await early.get("/en/sign-in/second")).statusCode).toBe(200);
    later(0.1);
    const late = await newlyIn(hub, id);
    const other = await newlyIn(hub, id);
    const before = late.cookies.get("session");
    const done = await late.post("/en/sign-in/second/recovery/completion");
    expect(done.headers.location).toBe("/en/sign-in/second/setup");
    expect(late.cookies.get("session")).not.toBe(before);
    expect((await late.get("/en/sign-in/second/setup")).statusCode).toBe(200);
    expect((await other.get("/en/me")).headers.location).toContain("/en/sign-in?");
    expect(await steps(id)).toEqual(["asked", "confirmed", "waiting", "done"]);
    const acts = await hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("subject_id", "=", id)
      .where("act", "like", "accounts.recovery%")
      .orderBy("id")
      .execute();
    expect(acts.map((each) => each.act.split("_")[1])).toEqual(["ask", "vouch", "vouch", "done"]);
  });

  test("who asks twice has asked once, and may ask three times a week", async () => {
    const { id, browser, recovery } = await lost();
    await browser.post("/en/sign-in/second/recovery");
    expect(await steps(id)).toEqual(["asked"]);
    const admin = await colleague(hub);
    for (const turn of [2, 3]) {
      const open = (await openRecovery(hub.db, id))?.id ?? recovery;
      await (await fullyIn(hub, admin.id)).post(`/en/recoveries/${open}/stop`);
      const answer = await browser.post("/en/sign-in/second/recovery");
      expect([turn, answer.statusCode]).toEqual([turn, 303]);
    }
    await (await fullyIn(hub, admin.id)).post(`/en/recoveries/${(await openRecovery(hub.db, id))?.id}/stop`);
    expect((await browser.post("/en/sign-in/second/recovery")).statusCode).toBe(429);
    later(7 * 24);
    expect((await (await newlyIn(hub, id)).post("/en/sign-in/second/recovery")).statusCode).toBe(303);
  });

  test("with nothing to lose sets up a factor instead", async () => {
    const { id } = await colleague(hub, { app: false });
    const browser = await newlyIn(hub, id);
    const answer = await browser.post("/en/sign-in/second/recovery");
    expect(answer.headers.location).toBe("/en/sign-in/second");
    expect(await openRecovery(hub.db, id)).toBeUndefined();
  });

  test("and is confirmed by nobody within a week asks again", async () => {
    const { id, recovery } = await lost();
    later(7 * 24);
    expect((await vouch(await coordinator(), recovery)).headers.location).toBe("/en/recoveries");
    const browser = await newlyIn(hub, id);
    expect(mainOf(await browser.get("/en/sign-in/second/recovery"))).toContain("Ask for it");
    await browser.post("/en/sign-in/second/recovery");
    expect((await openRecovery(hub.db, id))?.id).not.toBe(recovery);
  });

  test("and comes a fortnight late asks again: what was confirmed holds no longer", async () => {
    const { id } = await confirmed();
    later((1 + 14) * 24);
    const browser = await newlyIn(hub, id);
    await browser.post("/en/sign-in/second/recovery/completion");
    expect((await browser.get("/en/sign-in/second")).statusCode).toBe(200);
  });

  test("a member without a post is in after it, with a new session", async () => {
    const member = await colleague(hub, { post: null });
    const browser = await newlyIn(hub, member.id);
    await browser.post("/en/sign-in/second/recovery");
    const recovery = (await openRecovery(hub.db, member.id))?.id ?? "";
    for (const each of [await colleague(hub), await colleague(hub)]) await vouch(each, recovery);
    later(24);
    const late = await newlyIn(hub, member.id);
    const before = late.cookies.get("session") ?? "";
    await late.post("/en/sign-in/second/recovery/completion");
    expect((await late.get("/en/me/edit")).statusCode).toBe(200);
    expect((await hub.visit({ url: "/en/me/edit", session: before })).statusCode).toBe(303);
  });
});

describe("confirming somebody", () => {
  test("is for others only, and for those who know them or answer for all hubs", async () => {
    const { id, recovery } = await lost();
    const own = await fullyIn(hub, id);
    const stranger = await fullyIn(hub, (await coordinator(there)).id);
    const national = await fullyIn(hub, (await colleague(hub, { post: "national_coordinator" })).id);
    const seen = async (browser: Visitor) => (await browser.get(`/en/recoveries/${recovery}`)).statusCode;
    expect([await seen(own), await seen(stranger), await seen(national)]).toEqual([404, 404, 200]);
    for (const browser of [own, stranger])
      expect((await browser.post(`/en/recoveries/${recovery}/confirmation`, word)).statusCode).toBe(404);
    expect(mainOf(await stranger.get("/en/recoveries"))).toContain("Nobody waits");
    expect(mainOf(await national.get("/en/recoveries"))).toContain(`/en/recoveries/${recovery}`);
  });

  test("of an administrator is not for coordinators of a hub, even of one the administrator belongs to", async () => {
    const { id } = await colleague(hub);
    await hub.db
      .insertInto("members.post")
      .values({ person_id: id, post: "coordinator", hub_id: here, since: hub.now() })
      .execute();
    await (await newlyIn(hub, id)).post("/en/sign-in/second/recovery");
    const recovery = (await openRecovery(hub.db, id))?.id ?? "";
    expect((await vouch(await coordinator(), recovery)).statusCode).toBe(404);
    expect((await vouch(await colleague(hub), recovery)).headers.location).toBe(
      "/en/recoveries?done=confirmed",
    );
  });

  test("takes a way of knowing and a reason, and keeps what was typed", async () => {
    const { recovery } = await lost();
    const who = await coordinator();
    const refused = await vouch(who, recovery, { reason: "  " });
    expect(refused.statusCode).toBe(422);
    expect(mainOf(refused)).toContain("Say how you know");
    expect(mainOf(refused)).toContain("Write what you go by");
    const kept = await vouch(who, recovery, { reason: "дауысын танимын" });
    expect(mainOf(kept)).toContain("дауысын танимын");
    const long = await vouch(who, recovery, { how: "met", reason: "ә".repeat(501) });
    expect(mainOf(long)).toContain("500 characters are enough");
  });

  test("said twice at once by one person counts once", async () => {
    const { recovery, id } = await lost();
    const who = await coordinator();
    later(0.1);
    const session = await fullSession(hub, who.id);
    let sent: Promise<number[]> | undefined;
    await hub.db.transaction().execute(async (tx) => {
      await lockRecovery(tx, recovery);
      const posted = [1, 2].map(() =>
        hub.visit({ method: "POST", url: `/en/recoveries/${recovery}/confirmation`, session, payload: word }),
      );
      sent = Promise.all(posted).then((all) => all.map((each) => each.statusCode));
      await setTimeout(200);
    });
    expect(await sent).toEqual([303, 303]);
    expect((await openRecovery(hub.db, id))?.waits_until).toBeNull();
    expect(await steps(id)).toEqual(["asked", "confirmed"]);
    const vouches = hub.db.selectFrom("accounts.recovery_vouch").select("by_person_id");
    expect(await vouches.where("recovery_id", "=", recovery).execute()).toEqual([{ by_person_id: who.id }]);
  });

  test("by a third begins no day anew", async () => {
    const { id, recovery } = await confirmed();
    const until = (await openRecovery(hub.db, id))?.waits_until;
    later(5);
    await vouch(await coordinator(), recovery);
    expect((await openRecovery(hub.db, id))?.waits_until).toEqual(until);
  });
});

describe("a recovery that nobody wanted", () => {
  test("is stopped by the link in the letter, by nobody else's, and the factor stays", async () => {
    const { id } = await confirmed();
    const link = await linkIn(id);
    expect(link).toMatch(/^\/recovery\/[\w-]{22}$/);
    const reader = await newlyIn(hub, (await colleague(hub)).id);
    reader.cookies.clear();
    expect((await reader.get(`/en/recovery/${"a".repeat(22)}`)).statusCode).toBe(404);
    expect((await reader.post(`/en/recovery/${"a".repeat(22)}/stop`)).statusCode).toBe(404);
    expect(mainOf(await reader.get(`/en${link}`))).toContain("This was not me");
    expect((await reader.post(`/en${link}/stop`)).headers.location).toBe(`/en${link}`);
    expect(mainOf(await reader.get(`/en${link}`))).toContain("The request is stopped");
    expect((await reader.post(`/en${link}/stop`)).statusCode).toBe(303);
    expect((await steps(id)).filter((step) => step === "stopped")).toHaveLength(1);
    later(25);
    const browser = await newlyIn(hub, id);
    await browser.post("/en/sign-in/second/recovery/completion");
    expect((await browser.post("/en/sign-in/second", { code: await appCode(hub, id) })).statusCode).toBe(303);
  });

  test("the link stands in no table, and works no more when the recovery is over", async () => {
    const { id } = await confirmed();
    const link = await linkIn(id);
    const token = link.split("/")[2] ?? "";
    const rows = await hub.db
      .selectFrom("accounts.recovery")
      .selectAll()
      .where("person_id", "=", id)
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows[0]?.stop_sealed.includes(token)).toBe(false);
    later(24);
    const browser = await newlyIn(hub, id);
    await browser.post("/en/sign-in/second/recovery/completion");
    await browser.post(`/en${link}/stop`);
    expect(mainOf(await browser.get(`/en${link}`))).toContain("nothing to stop any more");
    expect((await steps(id)).at(-1)).toBe("done");
  });

  test("ends when its person comes in by their second factor", async () => {
    const { id } = await confirmed();
    later(2);
    const browser = await newlyIn(hub, id);
    await browser.post("/en/sign-in/second", { code: await appCode(hub, id) });
    expect(await openRecovery(hub.db, id)).toBeUndefined();
    expect((await steps(id)).at(-1)).toBe("stopped");
  });

  test("is stopped by whoever may confirm, and by nobody else", async () => {
    const { id, recovery } = await lost();
    const stop = async (who: { id: string }) =>
      (await (await fullyIn(hub, who.id)).post(`/en/recoveries/${recovery}/stop`)).statusCode;
    expect(await stop(await coordinator(there))).toBe(404);
    expect(await openRecovery(hub.db, id)).toBeDefined();
    expect(await stop(await coordinator())).toBe(303);
    expect(await openRecovery(hub.db, id)).toBeUndefined();
    expect((await vouch(await coordinator(), recovery)).headers.location).toBe("/en/recoveries");
  });
});

test("the list shows exactly those whom the policy lets somebody confirm", async () => {
  const all = await hub.db.selectFrom("accounts.recovery").select(["id", "person_id", "hubs"]).execute();
  expect(all.length).toBeGreaterThan(10);
  const [first] = all;
  const own = { ...holding(["coordinator", here]), id: first?.person_id ?? "" };
  for (const who of [
    own,
    holding(),
    holding(["coordinator", here]),
    holding(["coordinator", there]),
    holding(["coordinator", here], ["coordinator", there]),
    holding(["national_coordinator", null]),
    holding(["administrator", null]),
  ]) {
    const rows = await hub.db.selectFrom("accounts.recovery").select("id").where(vouchableBy(who)).execute();
    const filtered = rows.map((each) => each.id).sort();
    const allowed = all.filter((each) => canVouch(who, each)).map((each) => each.id);
    expect(filtered).toEqual(allowed.sort());
  }
});
