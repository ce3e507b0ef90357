import { assert, asyncProperty, constantFrom, date, integer, property } from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  askGuardian,
  lastLetter,
  letGuardianAnswer,
  newContact,
  someMinor,
  statusOf,
} from "../../../tests/consents.ts";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf } from "../../../tests/joining.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import { jobsOfAll } from "../../jobs.ts";
import { mayNow } from "./index.ts";
import { strictest } from "./standing.ts";
import type { Subject } from "./store/subjects.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const begin = new Date("2026-11-22T06:00:00Z");
const onDay = (days: number) => hub.set(new Date(begin.getTime() + days * 86_400_000));
const may = (person: string, purpose: Parameters<typeof mayNow>[2]) =>
  mayNow(hub.db, person, purpose, hub.now());

async function run(name: string): Promise<void> {
  const job = jobsOfAll.find((each) => each.name === name);
  await job?.run({ db: hub.db, jobs: hub.jobs, settings: hub.settings, now: hub.now() }, {});
}

const asksTo = async (contact: string): Promise<number> =>
  (
    await hub.db
      .selectFrom("platform.notice")
      .select("id")
      .where("kind", "=", "consent_asked")
      .where("recipient", "=", contact)
      .execute()
  ).length;

describe("a guardian who does not answer", () => {
  test("is reminded after three and after seven days by the same link, and never again", async () => {
    onDay(0);
    const young = await someMinor(hub, { hub: here });
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const counts: number[] = [];
    for (const day of [2, 3, 3, 5, 7, 8, 13, 20]) {
      onDay(day);
      await run("consents.remind");
      counts.push(await asksTo(contact));
    }
    expect(counts).toEqual([1, 2, 2, 2, 3, 3, 3, 3]);
    expect(await lastLetter(hub, contact, "consent_asked")).toMatchObject({ path, again: "yes" });
  });

  test("who has answered, or was followed by another link, is left in peace", async () => {
    onDay(0);
    const young = await someMinor(hub, { hub: here });
    const first = newContact("mother");
    await askGuardian(hub, young, first);
    const second = await letGuardianAnswer(hub, young, ["data"], newContact("father"));
    onDay(4);
    await run("consents.remind");
    expect([await asksTo(first), await asksTo(second)]).toEqual([1, 1]);
    const sealed = hub.db.selectFrom("consents.request").select("sealed").where("person_id", "=", young.id);
    expect(await sealed.execute()).toEqual([{ sealed: null }, { sealed: null }]);
  });

  test("after seven days stands on Today of the hub's own coordinators, as a number", async () => {
    const hubs = await someHub(hub.db, { slug: "semey" });
    const coordinator = await someMember(hub.db, { hub: hubs, birth_date: "1990-01-01" });
    await somePost(hub.db, { person: coordinator, post: "coordinator", hub: hubs });
    onDay(0);
    const young = await someMinor(hub, { hub: hubs, given_name: "Бибігүл" });
    await askGuardian(hub, young, newContact("mother"));
    const today = async () => {
      const session = await fullSession(hub, coordinator);
      return (await hub.visit({ url: "/en/today", session })).body;
    };
    onDay(6);
    expect(await today()).not.toContain("has not answered for 7 days");
    onDay(7);
    expect(await today()).toContain("1 guardian has not answered for 7 days");
    expect(await today()).not.toContain("Бибігүл");
    await letGuardianAnswer(hub, young, ["data"]);
    expect(await today()).not.toContain("has not answered for 7 days");
  });
});

describe("when a term is over", () => {
  test("a child waits again from that midnight, in every room, and is told", async () => {
    onDay(0);
    const young = await someMinor(hub, { hub: here, birth_date: "2014-03-07" });
    await letGuardianAnswer(hub, young, ["data"]);
    hub.set("2028-11-21T18:59:59Z");
    expect(await may(young.id, "data")).toBe(true);
    hub.set("2028-11-21T19:00:00Z"); // midnight in Kokshetau
    expect(await may(young.id, "data")).toBe(false);
    await run("consents.end_terms");
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    expect(await lastLetter(hub, young.contact, "consent_news")).toMatchObject({ step: "ended" });
  });

  test("at 18 guardianship ends, the young person is asked anew, and answers for themselves", async () => {
    onDay(0);
    const young = await someMinor(hub, { hub: here, birth_date: "2011-01-10" });
    const contact = await letGuardianAnswer(hub, young, ["data", "photo"]);
    hub.set("2029-01-09T18:59:59Z");
    await run("consents.end_terms");
    expect((await lastLetter(hub, young.contact, "consent_news")).step).not.toBe("grown");
    hub.set("2029-01-09T19:00:00Z");
    await run("consents.end_terms");
    expect(await lastLetter(hub, young.contact, "consent_news")).toMatchObject({ step: "grown" });
    expect(await may(young.id, "data")).toBe(false);

    const guardians = hub.db
      .selectFrom("consents.guardian")
      .select("ended_at")
      .where("person_id", "=", young.id);
    expect((await guardians.execute()).every((row) => row.ended_at !== null)).toBe(true);
    young.browser.cookies["session"] = await fullSession(hub, young.id);
    expect((await young.browser.get("/me/guardian")).to).toBe("/me/consents");
    const text = await hub.db
      .selectFrom("consents.text")
      .select("id")
      .where("purpose", "=", "data")
      .executeTakeFirstOrThrow();
    await young.browser.post("/me/consents", { purpose: "data", text: text.id, answer: "agreed" });
    expect(await may(young.id, "data")).toBe(true);
    const mother = browserOf(hub);
    await mother.post("/consent", { contact });
    expect((await mother.get("/consent/given")).to).toBe("/consent");
  });

  test("a person of 16 who waited may agree themselves, and then belongs", async () => {
    onDay(0);
    const young = await someMinor(hub, { hub: here, birth_date: "2010-11-23" });
    const text = await hub.db
      .selectFrom("consents.text")
      .select("id")
      .where("purpose", "=", "data")
      .executeTakeFirstOrThrow();
    const agree = () =>
      young.browser.post("/me/consents", { purpose: "data", text: text.id, answer: "agreed" });
    expect((await agree()).status).toBe(403);
    hub.set("2026-11-22T19:00:00Z"); // the birthday, where the hub is
    expect((await agree()).to).toBe("/me/consents?done=saved");
    expect(await statusOf(hub, young.id)).toBe("registered");
    await young.browser.post("/me/consents/withdrawal", { purpose: "data" });
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
  });
});

describe("age by the hub's calendar and the server's clock", () => {
  const born = (birth_date: string, time_zone = "Asia/Almaty"): Subject => ({
    id: "",
    given_name: "Балнұр",
    language: "kk",
    birth_date,
    hubs: [{ hub_id: "", status: "registered", consent_age: 16, time_zone }],
  });
  const moments: [string, string, string, number][] = [
    ["a second before midnight of the birthday", "2008-11-23", "2026-11-22T18:59:59Z", 17],
    ["at midnight of the birthday", "2008-11-23", "2026-11-22T19:00:00Z", 18],
    ["on 28 February of a common year, born on the 29th", "2008-02-29", "2026-02-28T18:59:59Z", 17],
    ["on 1 March of a common year, born on the 29th", "2008-02-29", "2026-02-28T19:00:00Z", 18],
    ["on 29 February of a leap year", "2008-02-29", "2028-02-28T19:00:00Z", 20],
    // On 1 March 2024 at midnight Almaty's clocks went back from UTC+6 to UTC+5: it was 29 February for an hour more.
    ["in the hour that Almaty's clocks went through twice", "2006-03-01", "2024-02-29T18:30:00Z", 17],
    ["after that hour", "2006-03-01", "2024-02-29T19:00:00Z", 18],
    ["at midnight the day before, still by UTC+6", "2006-02-28", "2024-02-27T18:00:00Z", 18],
  ];
  test.each(moments)("%s", (_when, birth_date, moment, age) => {
    expect(strictest(born(birth_date), new Date(moment)).age).toBe(age);
  });

  test("at any moment is what the calendars on the walls of all hubs say, the youngest of them", () => {
    const zones = constantFrom("Asia/Almaty", "Asia/Aqtau", "Europe/Berlin");
    const births = constantFrom("2006-03-01", "2006-02-28", "2008-02-29", "2008-11-23");
    const moments = date({ min: new Date("2024-02-27"), max: new Date("2024-03-03"), noInvalidDate: true });
    const ageIn = (birth: string, zone: string, moment: Date) => {
      const day = moment.toLocaleDateString("sv-SE", { timeZone: zone });
      return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
    };
    assert(
      property(births, zones, zones, moments, (birth, one, other, moment) => {
        const both = born(birth, one);
        both.hubs.push({ hub_id: "", status: "registered", consent_age: 16, time_zone: other });
        const youngest = Math.min(ageIn(birth, one, moment), ageIn(birth, other, moment));
        expect(strictest(both, moment).age).toBe(youngest);
      }),
      { numRuns: 500 },
    );
  });

  test("a guardian's word ends at the hub's own midnight, on the very night its clocks went back", async () => {
    hub.set("2024-02-20T06:00:00Z");
    const young = await someMinor(hub, { hub: here, birth_date: "2006-03-01", status: "registered" });
    await letGuardianAnswer(hub, young, ["travel"]);
    const midnight = Date.parse("2024-02-29T19:00:00Z");
    const anyHour = integer({ min: -90_000_000, max: 90_000_000 }).map((ms) => new Date(midnight + ms));
    await assert(
      asyncProperty(anyHour, async (moment) => {
        const allowed = await mayNow(hub.db, young.id, "travel", moment);
        expect(allowed).toBe(moment.getTime() < midnight);
      }),
      { numRuns: 60, examples: [[new Date(midnight - 1)], [new Date(midnight)]] },
    );
    hub.set(begin);
  });

  test("of several hubs the calendar that is behind and the highest consent age count", () => {
    const both = born("2008-11-23");
    both.hubs.push({ hub_id: "", status: "registered", consent_age: 18, time_zone: "Europe/Berlin" });
    const moment = new Date("2026-11-22T20:00:00Z");
    expect(strictest(both, moment)).toEqual({ day: "2026-11-22", age: 17, consent_age: 18 });
  });

  test("whoever belongs nowhere is judged by the strictest there can be", () => {
    const nowhere = { ...born("2009-06-01"), hubs: [] };
    expect(strictest(nowhere, begin).consent_age).toBe(18);
  });
});
