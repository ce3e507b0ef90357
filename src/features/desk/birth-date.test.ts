import { beforeAll, describe, expect, test } from "vitest";
import {
  answersOf,
  askGuardian,
  browserAs,
  confirmAsGuardian,
  enterAsGuardian,
  lastLetter,
  letGuardianAnswer,
  newContact,
  someMinor,
  statusOf,
} from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import type { Browser } from "../../../tests/joining.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import { mayNow } from "../consents/index.ts";
import { editPerson, getPerson, profileOf } from "../people/index.ts";

let hub: TestHub;
let here: string;
let coordinator: string;
let desk: Browser;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  coordinator = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
  await somePost(hub.db, { person: coordinator, post: "coordinator", hub: here });
  desk = await browserAs(hub, coordinator);
});

const may = (person: string, purpose: Parameters<typeof mayNow>[2]) =>
  mayNow(hub.db, person, purpose, hub.now());

const dateForm = (date: string, reason = "Куәлігін көрдік") => {
  const [year = "", month = "", day = ""] = date.split("-");
  return {
    birth_date_year: year,
    birth_date_month: String(Number(month)),
    birth_date_day: String(Number(day)),
    reason,
  };
};

const correct = async (person: string, date: string, by = desk) =>
  by.post(`/people/${person}/birth-date`, dateForm(date));

const postsOf = (person: string) =>
  hub.db
    .selectFrom("members.post")
    .select(["post", "ended_at"])
    .where("person_id", "=", person)
    .orderBy("post")
    .execute();

describe("a birth date that was wrong", () => {
  test("is set right by staff with the reason, kept in the history and the audit, and the person is told", async () => {
    const contact = newContact("volunteer");
    const given = { hub: here, birth_date: "2005-03-07", contact: { kind: "mail", value: contact } } as const;
    const person = await someMember(hub.db, given);
    const operation = crypto.randomUUID();
    const form = { ...dateForm("2004-03-07"), operation };
    for (let times = 0; times < 2; times += 1)
      expect((await desk.post(`/people/${person}/birth-date`, form)).to).toBe(
        `/people/${person}/birth-date?done=yes`,
      );
    expect(await getPerson(hub.db, person)).toMatchObject({ birth_date: "2004-03-07" });
    const revisions = hub.db.selectFrom("people.revision").selectAll().where("person_id", "=", person);
    const changes = { birth_date: { before: "2005-03-07", after: "2004-03-07" } };
    expect(await revisions.execute()).toMatchObject([{ by_person_id: coordinator, changes }]);
    const told = await hub.db
      .selectFrom("platform.audit_detail")
      .select("fields")
      .where("person_id", "=", person)
      .execute();
    expect(JSON.stringify(told)).toContain("Куәлігін көрдік");
    expect(await lastLetter(hub, contact, "consent_news")).toMatchObject({ step: "corrected" });
    expect((await desk.get(`/people/${person}`)).body).toContain("2004");
  });

  test("needs a date and a reason, and keeps what was typed", async () => {
    const person = await someMember(hub.db, { hub: here });
    const refused = await desk.post(`/people/${person}/birth-date`, {
      ...dateForm("2004-02-30"),
      reason: " ",
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('href="#birth_date"');
    expect(refused.body).toContain('href="#reason"');
    expect(refused.body).toContain('value="30"');
    expect((await correct(person, "2030-01-01")).status).toBe(422);
    expect(await getPerson(hub.db, person)).toMatchObject({ birth_date: "2007-03-07" });
  });

  test("is nothing that a person, a coordinator for themselves, or another hub's coordinator can change", async () => {
    const elsewhere = await someHub(hub.db, { slug: "aktau" });
    const stranger = await someMember(hub.db, { hub: elsewhere, birth_date: "1991-01-01" });
    await somePost(hub.db, { person: stranger, post: "coordinator", hub: elsewhere });
    const person = await someMember(hub.db, { hub: here });
    expect((await correct(person, "1999-01-01", await browserAs(hub, stranger))).status).toBe(404);
    expect((await correct(person, "1999-01-01", await browserAs(hub, person))).status).toBe(403);
    expect((await correct(coordinator, "1999-01-01")).status).toBe(403);
    const row = (await getPerson(hub.db, person))!;
    const who = { id: person, session: "", given_name: "", language: "kk" as const, posts: [] };
    const profile = { ...profileOf(row), birth_date: "1999-01-01", wishes: "сурет" };
    const edit = { person, profile, version: row.version, operation: crypto.randomUUID() };
    expect(await editPerson(hub.db, who, edit, hub.now())).toEqual({ kind: "edited" });
    expect(await getPerson(hub.db, person)).toMatchObject({ birth_date: "2007-03-07", wishes: "сурет" });
  });
});

describe("somebody who turns out to be younger", () => {
  test("waits for a guardian at once, is in no list, loses what needs an adult, and comes back when they agree", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2006-03-07", status: "volunteer" });
    await somePost(hub.db, { person: young.id, post: "observer", hub: here });
    const text = (await answersOf(hub, [], ["data"]))["text_data"];
    await young.browser.post("/me/consents", { purpose: "data", text, answer: "agreed" });
    expect(await may(young.id, "data")).toBe(true);

    await correct(young.id, "2011-03-07");
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    expect(await may(young.id, "data")).toBe(false);
    expect(await postsOf(young.id)).toEqual([{ post: "observer", ended_at: hub.now() }]);
    expect((await desk.get(`/people/${young.id}`)).status).toBe(404);
    const page = await desk.get(`/people/${young.id}/birth-date?done=yes`);
    expect(page.body).toContain("енді ата-анасының не заңды өкілінің келісімін күтеді");
    expect(page.body).not.toContain("2011");

    young.browser = await browserAs(hub, young.id); // whoever loses a post is signed out
    await letGuardianAnswer(hub, young, ["data"]);
    expect(await statusOf(hub, young.id)).toBe("registered");
  });

  test("than the hub takes does not belong there any more", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2008-03-07", status: "registered" });
    await correct(young.id, "2016-03-07");
    expect(await statusOf(hub, young.id)).toBe("left");
  });

  test("than 18, after guardianship had ended, needs a guardian again", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2011-03-07" });
    await letGuardianAnswer(hub, young, ["data"]);
    await correct(young.id, "2005-03-07");
    await correct(young.id, "2011-03-07");
    expect(await may(young.id, "data")).toBe(false);
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    await letGuardianAnswer(hub, young, ["data"]);
    expect(await may(young.id, "data")).toBe(true);
  });
});

describe("somebody who turns out to be older", () => {
  test("than 18 answers for themselves at once: the guardianship and its link are over", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2011-03-07" });
    const contact = await letGuardianAnswer(hub, young, ["data", "travel"]);
    const path = await askGuardian(hub, young, newContact("father"));
    await correct(young.id, "2006-03-07");
    expect([await may(young.id, "data"), await may(young.id, "travel")]).toEqual([false, false]);
    expect(await statusOf(hub, young.id)).toBe("registered");
    expect((await (await enterAsGuardian(hub, contact)).get("/consent/given")).body).not.toContain("Балнұр");
    expect((await young.browser.get(path)).body).not.toContain("Балнұр хабқа");
    const text = (await answersOf(hub, [], ["data"]))["text_data"];
    await young.browser.post("/me/consents", { purpose: "data", text, answer: "agreed" });
    expect(await may(young.id, "data")).toBe(true);
  });

  test("has what a guardian agreed to end at the earlier birthday; a later one never stretches it", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2011-03-07" });
    await letGuardianAnswer(hub, young, ["data"]);
    const ends = async () =>
      (
        await hub.db
          .selectFrom("consents.consent")
          .select("ends_on")
          .where("person_id", "=", young.id)
          .where("purpose", "=", "data")
          .executeTakeFirstOrThrow()
      ).ends_on;
    expect(await ends()).toBe("2028-11-22");
    await correct(young.id, "2009-06-01");
    expect(await ends()).toBe("2027-06-01");
    await correct(young.id, "2011-03-07");
    expect(await ends()).toBe("2027-06-01");
  });

  test("than the consent age may agree for themselves, with the way of the guardian still open to a link", async () => {
    const young = await someMinor(hub, { hub: here, birth_date: "2011-03-07" });
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    await correct(young.id, "2009-06-01");
    const mother = await confirmAsGuardian(hub, path, contact);
    const form = await mother.get(`${path}/answers`);
    expect(form.body).toContain('name="photo"');
    expect(form.body).not.toContain('name="data"');
  });
});
