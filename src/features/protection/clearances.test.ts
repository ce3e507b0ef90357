import { beforeAll, describe, expect, test } from "vitest";
import { fullSession, fullyIn, newlyIn } from "../../../tests/factor.ts";
import { lastLetter } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { type MemberGiven, regions, someHub, someMember, somePost } from "../../../tests/members.ts";
import { contracts, erasePerson } from "../../app.ts";
import { jobsOfAll } from "../../jobs.ts";
import type { Post } from "../../platform/http/actor.ts";
import { clearedOn } from "./index.ts";

let hub: TestHub;
let here: string;
let away: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  away = await someHub(hub.db, { slug: "aktau", city_code: "471010000", time_zone: "Asia/Aqtau" });
});

const adult = (given: Partial<MemberGiven> = {}) =>
  someMember(hub.db, { hub: here, birth_date: "1990-05-05", status: "volunteer", ...given });

async function holder(post: Post, where: { hub?: string; region?: string } = { hub: here }) {
  const person = await adult();
  await somePost(hub.db, { person, post, ...where });
  return person;
}

const at = (person: string, slug = "kokshetau") => `/en/hubs/${slug}/clearances/${person}`;
const seen = (document = "egov_certificate", [day, month, year] = ["22", "11", "2026"]) => ({
  document,
  from_day: day!,
  from_month: month!,
  from_year: year!,
});
const rowsOf = (person: string) =>
  hub.db
    .selectFrom("protection.clearance")
    .selectAll()
    .where("person_id", "=", person)
    .orderBy("at")
    .execute();
const validOn = async (person: string, day: string) =>
  (await clearedOn(hub.db, [person], day)).get(person)?.valid;

describe("a coordinator or focal point", () => {
  test.each(["coordinator", "safeguarding_focal_point"] as const)(
    "(%s) records what they saw of another adult: which document and when, never a copy or a number",
    async (post) => {
      const staff = await holder(post);
      const person = await adult();
      const browser = await fullyIn(hub, staff);
      for (const _twice of [1, 2]) {
        const answer = await browser.post(at(person), seen());
        expect(answer.headers.location).toBe(`${at(person)}?done=recorded`);
      }
      const day = { valid_from: "2026-11-22", ends_on: "2027-11-22" };
      const by = { recorded_by: staff, code_id: null, withdrawn_at: null };
      expect(await rowsOf(person)).toMatchObject([
        { kind: "background_check", document: "egov_certificate", ...day, ...by },
      ]);
      expect(await validOn(person, "2027-11-21")).toEqual(["background_check"]);
      expect(await validOn(person, "2027-11-22")).toEqual([]);
      expect((await browser.get(at(person))).body).toContain("until 21 November 2027");
    },
  );

  test("is told what to mend: nothing chosen, no such day, a day to come, a term that is over", async () => {
    const browser = await fullyIn(hub, await holder("coordinator"));
    const person = await adult();
    const send = async (form: Record<string, string>) => {
      const { statusCode, body } = await browser.post(at(person), form);
      return [statusCode, body] as const;
    };
    const cases: [Record<string, string>, string][] = [
      [seen("passport"), "Choose what you saw"],
      [seen("egov_certificate", ["31", "2", "2026"]), "There is no such day"],
      [seen("egov_certificate", ["23", "11", "2026"]), "That day has not come yet"],
      [seen("egov_certificate", ["22", "11", "2025"]), "Its term is over since then"],
    ];
    for (const [form, words] of cases) {
      const [status, body] = await send(form);
      expect(status).toBe(422);
      expect(body).toContain(words);
      expect(body).toContain(`value="${form["from_year"]}"`);
    }
    expect(await rowsOf(person)).toEqual([]);
  });

  test("records nothing about themselves, nor about who is not an adult of the hub", async () => {
    const staff = await holder("coordinator");
    const browser = await fullyIn(hub, staff);
    expect((await browser.post(at(staff), seen())).statusCode).toBe(403);
    expect((await browser.get(at(staff))).body).not.toContain('name="document"');
    const young = await adult({ birth_date: "2008-11-23" });
    const left = await adult({ status: "left" });
    const elsewhere = await adult({ hub: away });
    for (const person of [young, left, elsewhere, crypto.randomUUID()]) {
      expect((await browser.get(at(person))).statusCode).toBe(404);
      expect((await browser.post(at(person), seen())).statusCode).toBe(404);
      expect(await rowsOf(person)).toEqual([]);
    }
    expect((await browser.get(at(elsewhere, "aktau"))).statusCode).toBe(404);
  });

  test("needs the second factor: half signed in nobody records anything", async () => {
    const browser = await newlyIn(hub, await holder("coordinator"));
    const person = await adult();
    expect((await browser.post(at(person), seen())).headers.location).toMatch("/sign-in/second");
    expect(await rowsOf(person)).toEqual([]);
  });

  test("withdraws with a reason that the person reads; it counts for no day any more", async () => {
    const staff = await holder("safeguarding_focal_point");
    const person = await adult();
    const browser = await fullyIn(hub, staff);
    await browser.post(at(person), seen("course_certificate", ["1", "11", "2026"]));
    const [row] = await rowsOf(person);
    const withdraw = (reason: string) =>
      browser.post(`${at(person)}/withdrawal`, { clearance: row?.id ?? "", reason });
    expect((await withdraw(" ")).body).toContain("Write the reason in one sentence");
    expect((await withdraw("x".repeat(301))).statusCode).toBe(422);
    const unchosen = await browser.post(`${at(person)}/withdrawal`, { reason: "An error" });
    expect(unchosen.body).toContain("Choose what is withdrawn");
    expect(await validOn(person, "2026-11-22")).toEqual(["safeguarding_training"]);
    expect((await withdraw("The course was another one")).statusCode).toBe(303);
    expect((await withdraw("Twice")).statusCode).toBe(303);
    expect(await validOn(person, "2026-11-02")).toEqual([]);
    const own = await (await fullyIn(hub, person)).get("/en/me/clearances");
    expect(own.body).toContain("The course was another one");
    expect(own.body).not.toContain("Twice");
  });

  test("withdraws nothing of one person by another's page, and nothing of their own", async () => {
    const staff = await holder("coordinator");
    const other = await holder("coordinator");
    const [one, two] = [await adult(), await adult()];
    await (await fullyIn(hub, other)).post(at(one), seen());
    await (await fullyIn(hub, other)).post(at(staff), seen());
    const browser = await fullyIn(hub, staff);
    const send = async (person: string, of: string) =>
      (
        await browser.post(`${at(person)}/withdrawal`, {
          clearance: (await rowsOf(of))[0]?.id ?? "",
          reason: "No reason",
        })
      ).statusCode;
    expect(await send(two, one)).toBe(404);
    expect(await send(staff, staff)).toBe(403);
    expect((await rowsOf(one))[0]?.withdrawn_at).toBeNull();
  });

  test("leaves a trace of reading, recording and withdrawing, and the person may read who", async () => {
    const staff = await holder("coordinator");
    const person = await adult();
    const browser = await fullyIn(hub, staff);
    await browser.get("/en/hubs/kokshetau/clearances");
    await browser.get(at(person));
    await browser.post(at(person), seen());
    const [row] = await rowsOf(person);
    await browser.post(`${at(person)}/withdrawal`, { clearance: row?.id ?? "", reason: "An error" });
    const acts = await hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("actor_id", "=", staff)
      .where("act", "like", "protection.%")
      .orderBy("id")
      .execute();
    expect(acts.map(({ act }) => act.slice(11))).toEqual(["list", "read", "record", "withdraw"]);
    const readers = await (await fullyIn(hub, person)).get("/en/me/readers");
    expect(readers.body).toContain("Recorded a clearance of yours");
  });
});

describe("the list of a hub", () => {
  async function names(slug: string, staff: string, view: string): Promise<string[]> {
    const { body } = await (await fullyIn(hub, staff)).get(`/en/hubs/${slug}/clearances?view=${view}`);
    return [...body.matchAll(/clearances\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name]) => name ?? "");
  }
  const named = (surname: string) => ({ surname, given_name: "Асқар" });

  test("shows the team, what ends soon, what is missing, and every adult; nobody below 18, nobody's elsewhere", async () => {
    const semey = await someHub(hub.db, { slug: "semey" });
    const of = (surname: string, given: Partial<MemberGiven> = {}) =>
      adult({ hub: semey, ...named(surname), ...given });
    const staff = await of("Аааев");
    await somePost(hub.db, { person: staff, post: "coordinator", hub: semey });
    const trainer = await of("Бббев");
    await somePost(hub.db, { person: trainer, post: "trainer", hub: semey });
    const past = await of("Вввев");
    await somePost(hub.db, { person: past, post: "trainer", hub: semey, until: hub.now() });
    const helper = await of("Гггев");
    await of("Дддев", { birth_date: "2008-11-23" });
    await of("Еееев", { status: "waiting_for_consent" });
    const grown = await of("Жжжев", { birth_date: "2008-11-22" });
    const browser = await fullyIn(hub, staff);
    await browser.post(at(helper, "semey"), seen("paper_certificate", ["1", "12", "2025"]));
    for (const document of ["paper_certificate", "attendance_list"])
      await browser.post(at(trainer, "semey"), seen(document));
    expect(await names("semey", staff, "team")).toEqual(["Аааев Асқар", "Бббев Асқар", "Гггев Асқар"]);
    expect(await names("semey", staff, "soon")).toEqual(["Гггев Асқар"]);
    expect(await names("semey", staff, "missing")).toEqual(["Аааев Асқар", "Бббев Асқар"]);
    await (await fullyIn(hub, trainer)).post("/en/me/clearances/code", { code: await codeId() });
    expect(await names("semey", staff, "missing")).toEqual(["Аааев Асқар"]);
    const everyone = ["Аааев", "Бббев", "Вввев", "Гггев", "Жжжев"].map((each) => `${each} Асқар`);
    expect(await names("semey", staff, "everyone")).toEqual(everyone);
    expect(grown).toBeTruthy();
    const today = await browser.get("/en/today");
    expect(today.body).toContain("1 adult has a clearance that ends within 30 days");
    const file = await browser.post("/en/hubs/semey/clearances/export", { view: "team", format: "csv" });
    expect(file.body).toContain("Гггев Асқар");
    expect(file.body).toContain("2026-11-30");
    expect(file.body).not.toContain("Жжжев");
  });

  test("goes on page by page, there and back", async () => {
    const almaty = await someHub(hub.db, { slug: "almaty" });
    const staff = await adult({ hub: almaty, ...named("Аааев") });
    await somePost(hub.db, { person: staff, post: "coordinator", hub: almaty });
    const letters = [..."БВГДЕЖЗИКЛМНОПРСТУФХ"];
    const surnames = letters.flatMap((one) => ["а", "е", "о"].map((two) => `${one}${two}қов`));
    for (const surname of surnames) await adult({ hub: almaty, ...named(surname) });
    const first = await names("almaty", staff, "everyone");
    expect(first).toHaveLength(50);
    const { body } = await (await fullyIn(hub, staff)).get("/en/hubs/almaty/clearances?view=everyone");
    const next = /href="\/en\/hubs\/almaty\/clearances(\?[^"]*after=[^"]+)"/.exec(body)?.[1] ?? "";
    const browser = await fullyIn(hub, staff);
    const second = await browser.get(`/en/hubs/almaty/clearances${next.replaceAll("&amp;", "&")}`);
    const rest = [...second.body.matchAll(/clearances\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name]) => name);
    expect([...first, ...rest]).toEqual(["Аааев", ...surnames].map((each) => `${each} Асқар`));
    const back = /href="\/en\/hubs\/almaty\/clearances(\?[^"]*before=[^"]+)"/.exec(second.body)?.[1] ?? "";
    const again = await browser.get(`/en/hubs/almaty/clearances${back.replaceAll("&amp;", "&")}`);
    expect(again.body).toContain(`>${first[0]}<`);
  });

  test("is not there for coordinators of another hub, and a region's counts in each of its hubs", async () => {
    const far = await holder("coordinator", { hub: away });
    expect((await (await fullyIn(hub, far)).get("/en/hubs/kokshetau/clearances")).statusCode).toBe(404);
    const regional = await holder("coordinator", { region: regions.akmola });
    const session = await fullSession(hub, regional);
    expect((await hub.visit({ url: "/en/hubs/kokshetau/clearances", session })).statusCode).toBe(200);
    expect((await hub.visit({ url: "/en/hubs/aktau/clearances", session })).statusCode).toBe(404);
  });
});

const codeId = async () =>
  (await hub.db.selectFrom("protection.code").select("id").executeTakeFirstOrThrow()).id;

describe("the code of conduct", () => {
  test("is signed by every adult for themselves, once a day, by the words that were read", async () => {
    const person = await adult();
    const browser = await fullyIn(hub, person);
    expect((await browser.get("/kk/me/clearances")).body).toContain("Мен балалармен құрметпен сөйлесемін");
    const sign = (code: string) => browser.post("/en/me/clearances/code", { code });
    expect((await sign(crypto.randomUUID())).headers.location).toBe("/en/me/clearances");
    expect(await rowsOf(person)).toEqual([]);
    for (const _twice of [1, 2]) await sign(await codeId());
    const signed = { kind: "code_of_conduct", recorded_by: person, ends_on: "2027-11-22", document: null };
    expect(await rowsOf(person)).toMatchObject([signed]);
    expect(await validOn(person, "2026-11-22")).toEqual(["code_of_conduct"]);
  });

  test("is only to be read below 18: young leaders never count as adults", async () => {
    const young = await adult({ birth_date: "2008-11-23" });
    const browser = await fullyIn(hub, young);
    expect((await browser.get("/en/me/clearances")).body).not.toContain('name="code"');
    const answer = await browser.post("/en/me/clearances/code", { code: await codeId() });
    expect(answer.headers.location).toBe("/en/me/clearances");
    expect(await rowsOf(young)).toEqual([]);
  });

  test("never changes once it is published", async () => {
    const change = hub.db.updateTable("protection.code").set({ version: 2 }).execute();
    await expect(change).rejects.toThrow("never changed");
    await expect(hub.db.deleteFrom("protection.code").execute()).rejects.toThrow("never changed");
  });
});

describe("what happens to an adult", () => {
  const merge = (from: string, into: string) =>
    hub.db.transaction().execute(async (tx) => {
      for (const contract of contracts) await contract.merge(tx, from, into, hub.now());
    });

  test("who turns out to be younger is cleared on no day", async () => {
    const person = await adult();
    await (await fullyIn(hub, person)).post("/en/me/clearances/code", { code: await codeId() });
    await hub.db
      .updateTable("people.person")
      .set({ birth_date: "2009-01-01" })
      .where("id", "=", person)
      .execute();
    expect(await validOn(person, "2026-11-22")).toEqual([]);
    expect(await validOn(person, "2027-01-01")).toEqual(["code_of_conduct"]);
  });

  test("is told to them, forgotten with them, and of two records that become one nothing is left that one recorded of the other", async () => {
    const staff = await holder("coordinator");
    const [one, two] = [await adult(), await adult()];
    await (await fullyIn(hub, staff)).post(at(one), seen());
    const told = Object.assign({}, ...(await Promise.all(contracts.map((each) => each.export(hub.db, one)))));
    expect(told).toMatchObject({ clearances: [{ kind: "background_check" }] });
    await merge(one, two);
    expect((await rowsOf(two)).map(({ recorded_by }) => recorded_by)).toEqual([staff]);
    await merge(staff, two);
    expect(await rowsOf(two)).toEqual([]);
    const last = await holder("coordinator");
    await (await fullyIn(hub, last)).post(at(two), seen());
    await hub.db.transaction().execute((tx) => erasePerson(tx, last, hub.now()));
    expect(await rowsOf(two)).toMatchObject([{ recorded_by: null }]);
    await hub.db.transaction().execute((tx) => erasePerson(tx, two, hub.now()));
    expect(await rowsOf(two)).toEqual([]);
    expect((await clearedOn(hub.db, [two], "2026-11-22")).get(two)?.valid).toEqual([]);
  });

  test("whose clearance ends is written to thirty and seven days before, once each, and not when a newer one lasts", async () => {
    const contact = "ends@example.org";
    const person = await adult({ contact: { kind: "mail", value: contact } });
    const staff = await fullyIn(hub, await holder("coordinator"));
    await staff.post(at(person), seen("egov_certificate", ["10", "12", "2025"]));
    const letters = async () =>
      (
        await hub.db
          .selectFrom("platform.notice")
          .select("id")
          .where("kind", "=", "clearance_ends")
          .where("recipient", "=", contact)
          .execute()
      ).length;
    const counts: number[] = [];
    const run = async (day: string) => {
      hub.set(`${day}T06:00:00Z`);
      const parts = { db: hub.db, jobs: hub.jobs, settings: hub.settings, now: hub.now() };
      await jobsOfAll.find(({ name }) => name === "protection.remind")?.run(parts, {});
      counts.push(await letters());
    };
    for (const day of ["2026-11-09", "2026-11-10", "2026-11-11", "2026-12-03", "2026-12-04", "2026-12-11"])
      await run(day);
    expect(counts).toEqual([0, 1, 1, 2, 2, 2]);
    expect(await lastLetter(hub, contact, "clearance_ends")).toMatchObject({ what: "background_check" });
    hub.set("2026-11-22T06:00:00Z");
    const calm = await adult({ contact: { kind: "mail", value: "calm@example.org" } });
    await staff.post(at(calm), seen("egov_certificate", ["10", "12", "2025"]));
    await staff.post(at(calm), seen());
    await run("2026-12-05");
    const quiet = hub.db
      .selectFrom("platform.notice")
      .select("id")
      .where("recipient", "=", "calm@example.org");
    expect(await quiet.where("kind", "=", "clearance_ends").execute()).toEqual([]);
    hub.set("2026-11-22T06:00:00Z");
  });
});

test("asking what many are cleared by answers for each, strangers included", async () => {
  const person = await adult();
  const stranger = crypto.randomUUID();
  const all = ["background_check", "code_of_conduct", "safeguarding_training"];
  const answer = await clearedOn(hub.db, [person, stranger], "2026-11-22");
  expect([...answer]).toEqual([
    [person, { valid: [], missing: all }],
    [stranger, { valid: [], missing: all }],
  ]);
});
