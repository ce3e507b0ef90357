import { beforeAll, describe, expect, test } from "vitest";
import {
  answersOf,
  askGuardian,
  confirmAsGuardian,
  lastLetter,
  letGuardianAnswer,
  newContact,
  someMinor,
  statusOf,
  type Young,
} from "../../../tests/consents.ts";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf } from "../../../tests/joining.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import { jobsOfAll } from "../../jobs.ts";
import { mayNow } from "./index.ts";
import { currentTexts } from "./store/texts.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const may = (person: string, purpose: Parameters<typeof mayNow>[2]) =>
  mayNow(hub.db, person, purpose, hub.now());

async function run(name: string): Promise<void> {
  const job = jobsOfAll.find((each) => each.name === name)!;
  await job.run({ db: hub.db, jobs: hub.jobs, settings: hub.settings, now: hub.now() }, {});
}

const countOf = async (contact: string, kind: "consent_renewal" | "consent_ending"): Promise<number> =>
  (
    await hub.db
      .selectFrom("platform.notice")
      .select("id")
      .where("kind", "=", kind)
      .where("recipient", "=", contact)
      .execute()
  ).length;

const signIn = async (young: Young) =>
  void (young.browser.cookies["session"] = await fullSession(hub, young.id));
const textFor = async (purpose: string) =>
  (await currentTexts(hub.db)).find((text) => text.purpose === purpose)?.id ?? "";
const answerOwn = async (young: Young, purpose: string) =>
  young.browser.post("/me/consents", { purpose, text: await textFor(purpose), answer: "agreed" });

const begin = "2026-11-22T06:00:00Z";

/** A girl of eleven whose mother agreed to data, for 24 months, and to journeys, for 12. */
async function agreed(): Promise<{ young: Young; contact: string }> {
  hub.set(begin);
  const young = await someMinor(hub, { hub: here, birth_date: "2015-03-07" });
  return { young, contact: await letGuardianAnswer(hub, young, ["data", "travel"]) };
}

describe("before a guardian's agreement ends", () => {
  test("they are asked thirty days ahead by a link that shows what ends and nothing else; agreeing renews it", async () => {
    const { young, contact } = await agreed();
    hub.set("2027-10-22T06:00:00Z"); // 31 days before 22 November
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(0);
    hub.set("2027-10-23T06:00:00Z");
    await run("consents.ask_anew");
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(1);
    const letter = await lastLetter(hub, contact, "consent_renewal");
    expect(letter).toMatchObject({
      child: "Балнұр",
      what: "Басқа елді мекенге сапар",
      last: "21 қараша 2027",
      again: "no",
    });
    const link = await browserOf(hub).get(letter.path);
    expect(link.body).toContain("21 қараша 2027");
    expect(link.body).not.toContain("Хабқа қатысу");
    const mother = await confirmAsGuardian(hub, letter.path, contact);
    const form = await answersOf(hub, ["travel"], ["travel"]);
    expect((await mother.post(`${letter.path}/answers`, form)).to).toBe(letter.path);
    hub.set("2028-10-22T06:00:00Z");
    expect([await may(young.id, "travel"), await may(young.id, "data")]).toEqual([true, true]);
    hub.set("2028-10-22T19:00:00Z"); // midnight in Kokshetau, twelve months after the new answer
    expect(await may(young.id, "travel")).toBe(false);
  });

  test("who does not answer is reminded twice, and on its day it ends in every room", async () => {
    const { young, contact } = await agreed();
    const { path } = await askedIn("2028-10-23", contact);
    for (const [day, count] of [
      ["2028-10-26", 2],
      ["2028-10-30", 3],
      ["2028-11-10", 3],
    ] as const) {
      hub.set(`${day}T06:00:00Z`);
      await run("consents.remind");
      await run("consents.ask_anew");
      expect(await countOf(contact, "consent_renewal")).toBe(count);
    }
    expect(await lastLetter(hub, contact, "consent_renewal")).toMatchObject({ path, again: "yes" });
    hub.set("2028-11-21T18:59:59Z");
    await run("consents.end_terms");
    expect(await statusOf(hub, young.id)).toBe("registered");
    hub.set("2028-11-21T19:00:00Z");
    await run("consents.end_terms");
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
  });

  test("who withdrew or refused is not asked to think again", async () => {
    const { young, contact } = await agreed();
    await hub.db
      .updateTable("consents.consent")
      .set({ withdrawn_at: hub.now(), withdrawn_by: "guardian" })
      .where("person_id", "=", young.id)
      .where("answer", "=", "agreed")
      .execute();
    hub.set("2028-11-01T06:00:00Z");
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(0);
  });

  test("a link that the young person has just sent is left to its guardian", async () => {
    const { young, contact } = await agreed();
    hub.set("2028-11-01T06:00:00Z");
    await signIn(young);
    const father = newContact("father");
    const path = await askGuardian(hub, young, father);
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(0);
    expect((await browserOf(hub).get(path)).body).toContain("Балнұр");
    hub.set("2028-11-16T06:00:00Z"); // that link is over
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(1);
  });

  async function askedIn(day: string, contact: string) {
    hub.set(`${day}T06:00:00Z`);
    await run("consents.ask_anew");
    return lastLetter(hub, contact, "consent_renewal");
  }
});

describe("before one's own agreement ends", () => {
  test("one is asked thirty days ahead, agrees again with one press, and it goes on", async () => {
    hub.set(begin);
    const young = await someMinor(hub, { hub: here, birth_date: "2005-03-07", status: "registered" });
    await answerOwn(young, "data");
    hub.set("2028-10-23T06:00:00Z");
    await run("consents.ask_anew");
    await run("consents.ask_anew");
    expect(await countOf(young.contact, "consent_ending")).toBe(1);
    expect(await lastLetter(hub, young.contact, "consent_ending")).toMatchObject({
      what: "Хабқа қатысу және жеке деректер",
      last: "21 қараша 2028",
      birthday: "none",
    });
    await signIn(young);
    expect((await young.browser.get("/me/consents")).body).toContain("Келісімді ұзарту");
    expect((await answerOwn(young, "data")).to).toBe("/me/consents?done=saved");
    expect((await young.browser.get("/me/consents")).body).not.toContain("Келісімді ұзарту");
    hub.set("2029-10-01T06:00:00Z");
    expect(await may(young.id, "data")).toBe(true);
  });

  test("somebody of sixteen is asked themselves for what their mother agreed to before", async () => {
    hub.set(begin);
    const young = await someMinor(hub, { hub: here, birth_date: "2012-01-10" });
    const contact = await letGuardianAnswer(hub, young, ["data"]);
    hub.set("2028-10-23T06:00:00Z");
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(0);
    expect(await lastLetter(hub, young.contact, "consent_ending")).toMatchObject({ birthday: "none" });
  });
});

describe("before the 18th birthday", () => {
  test("they are told thirty days ahead, answer what is theirs already, and the guardian is left in peace", async () => {
    hub.set(begin);
    const young = await someMinor(hub, { hub: here, birth_date: "2009-01-10", status: "volunteer" });
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const mother = await confirmAsGuardian(hub, path, contact);
    await mother.post(
      `${path}/answers`,
      await answersOf(hub, ["travel", "photo"], ["photo", "travel", "overnight"]),
    );
    hub.set("2026-12-10T06:00:00Z");
    await run("consents.ask_anew");
    expect(await countOf(young.contact, "consent_ending")).toBe(0);
    hub.set("2026-12-11T06:00:00Z");
    await run("consents.ask_anew");
    expect(await countOf(contact, "consent_renewal")).toBe(0);
    expect(await lastLetter(hub, young.contact, "consent_ending")).toMatchObject({
      what: "Фото мен бейне және Басқа елді мекенге сапар",
      birthday: "10 қаңтар 2027",
    });
    expect((await young.browser.get("/me/consents")).body).toContain("10 қаңтар 2027 күні Сізге 18 жас");
    expect((await answerOwn(young, "data")).to).toBe("/me/consents?done=saved");
    expect((await answerOwn(young, "travel")).status).toBe(403);
  });

  test("once it has come, the hub's Today names who must not travel yet, until they have answered", async () => {
    const coordinator = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
    await somePost(hub.db, { person: coordinator, post: "coordinator", hub: here });
    hub.set(begin);
    const young = await someMinor(hub, { hub: here, birth_date: "2011-01-10", surname: "Тойболсын" });
    await letGuardianAnswer(hub, young, ["data", "travel"]);
    const today = async () => {
      const session = await fullSession(hub, coordinator);
      return (await hub.visit({ url: "/en/today", session })).body;
    };
    hub.set("2029-01-09T19:00:00Z");
    expect(await today()).not.toContain("no pictures, no trips");
    await run("consents.end_terms");
    expect(await today()).toContain("no pictures, no trips");
    expect(await today()).toContain("Тойболсын Балнұр");
    expect(await may(young.id, "travel")).toBe(false);
    await signIn(young);
    expect((await young.browser.get("/me/consents")).body).toContain("Сізге 18 жас толды");
    await answerOwn(young, "data");
    expect(await today()).not.toContain("no pictures, no trips");
  });
});
