import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { letGuardianAnswer, newContact, someMinor } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf, confirm, lifeAnswers, nameAnswers } from "../../../tests/joining.ts";
import { someHub, someMember, villages } from "../../../tests/members.ts";
import { contracts, erasePerson } from "../../app.ts";
import { languages } from "../../platform/i18n/language.ts";
import { mayNow } from "./index.ts";
import { purposes } from "./rules/standing.ts";
import { hashOf } from "./snapshot.ts";
import { currentTexts } from "./store/texts.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub({ OPERATOR: "Достық қоры", OPERATOR_BIN: "123456789012" });
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const answersFor = (person: string) =>
  hub.db.selectFrom("consents.consent").selectAll().where("person_id", "=", person).orderBy("id").execute();

describe("the words people agree to", () => {
  test("are there for every purpose in three languages, with all that the law wants named", async () => {
    const texts = await currentTexts(hub.db);
    expect(texts.map(({ purpose }) => purpose).sort()).toEqual([...purposes].sort());
    for (const { words } of texts)
      for (const language of languages)
        for (const part of ["title", "body", "data", "others", "abroad", "publication"] as const)
          expect(words[language][part].length).toBeGreaterThan(10);
  });

  test("say that a lawyer has yet to check them, and who answers for the data", async () => {
    const young = await someMinor(hub, { hub: here });
    const page = await young.browser.get("/me/consents");
    expect(page.body).toContain("заңгер тексеруі керек");
    expect(page.body).toContain("Достық қоры, БСН 123456789012");
  });

  test("never change once they are published, nor go", async () => {
    const change = sql`update consents.text set term_months = 1`.execute(hub.db);
    await expect(change).rejects.toThrow("never changed");
    await expect(sql`delete from consents.text`.execute(hub.db)).rejects.toThrow("never changed");
    await expect(sql`truncate consents.text cascade`.execute(hub.db)).rejects.toThrow("never changed");
  });
});

describe("an answer", () => {
  test("keeps who gave it, how, when, until when, and the hash of all that was shown", async () => {
    const young = await someMinor(hub, { hub: here });
    await letGuardianAnswer(hub, young, ["data"]);
    const [row] = await answersFor(young.id);
    const text = (await currentTexts(hub.db)).find(({ id }) => id === row?.text_id);
    const operator = { operator: "Достық қоры", operator_bin: "123456789012" };
    expect(row).toMatchObject({ given_by: "guardian", how: "link", ends_on: "2028-11-22", ...operator });
    expect(text && hashOf(text, operator)).toEqual(row?.text_hash);
    expect(text && hashOf({ ...text, version: 2 }, operator)).not.toEqual(row?.text_hash);
    expect(text && hashOf(text, { ...operator, operator: "" })).not.toEqual(row?.text_hash);
  });

  test("is never changed, and withdrawn but once", async () => {
    const young = await someMinor(hub, { hub: here });
    await letGuardianAnswer(hub, young, ["data"]);
    const [row] = await answersFor(young.id);
    const set = (change: Record<string, unknown>) =>
      hub.db
        .updateTable("consents.consent")
        .set(change)
        .where("id", "=", row?.id ?? 0)
        .execute();
    await expect(set({ answer: "refused" })).rejects.toThrow("never changed");
    await expect(set({ ends_on: "2040-01-01" })).rejects.toThrow("never changed");
    await set({ withdrawn_at: hub.now(), withdrawn_by: "guardian" });
    await expect(set({ withdrawn_at: null, withdrawn_by: null })).rejects.toThrow("never changed");
  });

  test("is one's own for whoever joins at or above the consent age, by the words they were shown", async () => {
    const phone = browserOf(hub);
    await confirm(hub, phone, newContact("grown"));
    await phone.post("/join/name", nameAnswers);
    await phone.post("/join/place", { settlement_code: villages.algabas });
    await phone.post("/join/life", lifeAnswers);
    const check = await phone.get("/join/check");
    const read = /name="read" value="([^"]+)"/.exec(check.body)?.[1];
    await phone.post("/join/check", { read });
    const { person_id } = await hub.db
      .selectFrom("members.joining")
      .select("person_id")
      .where("person_id", "is not", null)
      .executeTakeFirstOrThrow();
    expect(await answersFor(person_id ?? "")).toMatchObject([
      { purpose: "data", answer: "agreed", given_by: "person", text_id: read },
    ]);
    expect(await mayNow(hub.db, person_id ?? "", "data", hub.now())).toBe(true);
    expect(await mayNow(hub.db, person_id ?? "", "badge", hub.now())).toBe(false);
  });

  test("of somebody unknown or erased lets nothing happen", async () => {
    expect(await mayNow(hub.db, crypto.randomUUID(), "data", hub.now())).toBe(false);
  });
});

describe("what happens to a person", () => {
  test("tells them every answer, guardian and link, and forgets all of it with them", async () => {
    const young = await someMinor(hub, { hub: here });
    const contact = await letGuardianAnswer(hub, young, ["data"]);
    const told = async () =>
      Object.assign({}, ...(await Promise.all(contracts.map((each) => each.export(hub.db, young.id)))));
    expect(await told()).toMatchObject({
      consents: expect.arrayContaining([expect.objectContaining({ purpose: "data", answer: "agreed" })]),
      guardians: [expect.objectContaining({ contact, relation: "mother" })],
      requests: [expect.objectContaining({ answered_at: expect.any(Date) })],
    });
    await hub.db.transaction().execute((tx) => erasePerson(tx, young.id, hub.now()));
    expect(await told()).toMatchObject({ consents: [], guardians: [], requests: [] });
    expect(await mayNow(hub.db, young.id, "data", hub.now())).toBe(false);
    const left = await hub.db
      .selectFrom("platform.notice")
      .select("id")
      .where("recipient", "=", contact)
      .where("kind", "<>", "code")
      .execute();
    expect(left).toEqual([]);
  });

  test("brings answers and guardians along when two records become one, and leaves no link on its way", async () => {
    const into = await someMinor(hub, { hub: here });
    const from = await someMember(hub.db, {
      hub: here,
      status: "waiting_for_consent",
      birth_date: "2011-03-07",
    });
    await letGuardianAnswer(hub, into, ["data"]);
    const rows = await answersFor(into.id);
    await hub.db.transaction().execute(async (tx) => {
      for (const contract of contracts) await contract.merge(tx, into.id, from, hub.now());
    });
    expect((await answersFor(from)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(await mayNow(hub.db, from, "data", hub.now())).toBe(true);
    const open = hub.db
      .selectFrom("consents.request")
      .select("id")
      .where("person_id", "=", from)
      .where("answered_at", "is", null)
      .where("ended_at", "is", null);
    expect(await open.execute()).toEqual([]);
  });
});
