import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  askGuardian,
  confirmAsGuardian,
  goOn,
  newContact,
  someMinor,
  answersOf,
} from "../../../tests/consents.ts";
import { fullyIn } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import type { Visitor } from "../../../tests/visitor.ts";
import type { Post } from "../../platform/http/actor.ts";
import { textLanguages, wordFields } from "./rules/texts.ts";
import { operatorOf, hashOf } from "./snapshot.ts";
import { currentTexts, getDraft, versionsOf } from "./store/texts.ts";

let hub: TestHub;
let here: string;
let national: Visitor;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
  national = await staff("national_coordinator");
});
beforeEach(async () => {
  goOn(hub);
  await hub.db.deleteFrom("consents.draft").execute();
});

async function staff(post: Post, at?: string) {
  const person = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
  await somePost(hub.db, { person, post, ...(at ? { hub: at } : {}) });
  return fullyIn(hub, person);
}

const at = (path = "") => `/en/consent-texts/photo${path}`;

/** A form in which every field says something of its own, a word first; what a test is about is given. */
const written = (word: string, given: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    wordFields.flatMap((field) =>
      textLanguages.map((language) => [`${field}_${language}`, `${word} ${field} ${language}`]),
    ),
  ),
  term_months: "6",
  lawyer: "Ахметова Сәуле",
  version: "0",
  operation: randomUUID(),
  ...given,
});

const keep = (form: Record<string, string>, by = national) => by.post(at("/draft"), form);
const publish = (form: Record<string, string> = {}, by = national) =>
  by.post(at("/publication"), { version: "1", confirmed: "yes", operation: randomUUID(), ...form });
const photo = async () => (await versionsOf(hub.db, "photo"))[0]!;

describe("a national coordinator", () => {
  test("keeps a draft that lacks a language, reads what is missing, and cannot publish it", async () => {
    const { version } = await photo();
    const kept = await keep(written("Half", { title_kk: "", body_kk: "", term_months: "" }));
    expect(kept.headers.location).toBe("/en/consent-texts/photo?done=kept");
    const page = await national.get(at());
    expect(page.body).toContain('<a href="#title_kk">Title – Kazakh</a>');
    expect(page.body).toContain('<a href="#term_months">');
    expect(page.body).not.toContain('id="publication"');
    const refused = await publish();
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain("Fill in: What is asked – Kazakh");
    expect((await photo()).version).toBe(version);
  });

  test("sees a draft as guardians will, and guardians see it only once it is published", async () => {
    await keep(written("Fresh"));
    expect((await national.get("/kk/consent-texts/photo/preview")).body).toContain("Fresh body kk");
    const young = await someMinor(hub, { hub: here });
    const path = await askGuardian(hub, young, newContact("mother"));
    expect((await hub.visit({ url: `/ru${path}` })).body).not.toContain("Fresh");
    expect((await publish()).headers.location).toBe("/en/consent-texts/photo?done=published");
    expect((await hub.visit({ url: `/ru${path}` })).body).toContain("Fresh body ru");
    expect(await photo()).toMatchObject({
      term_months: 6,
      lawyer: "Ахметова Сәуле",
      lawyer_checked: true,
      published_at: hub.now(),
    });
    expect(await getDraft(hub.db, "photo")).toBeUndefined();
  });

  test("publishes once by two taps", async () => {
    await keep(written("Twice"));
    const { version } = await photo();
    const operation = randomUUID();
    const first = await publish({ operation });
    const second = await publish({ operation });
    expect([first.headers.location, second.headers.location]).toEqual([
      "/en/consent-texts/photo?done=published",
      "/en/consent-texts/photo?done=published",
    ]);
    expect((await photo()).version).toBe(version + 1);
  });

  test("who reads an older draft is shown both versions, and overwrites nothing", async () => {
    await keep(written("First"));
    const late = await keep(written("Late"), await staff("national_coordinator"));
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain("First body kk");
    expect(late.body).toContain("Late body kk");
    expect((await getDraft(hub.db, "photo"))?.words.kk.body).toBe("First body kk");
    const again = await keep(written("Late", { version: "1" }));
    expect(again.statusCode).toBe(303);
    expect((await publish({ version: "1" })).statusCode).toBe(409);
    expect((await publish({ version: "2" })).statusCode).toBe(303);
  });

  test("publishes nothing unread, and nothing that says what is in force already", async () => {
    const { version } = await photo();
    await keep(written("Late"));
    expect((await publish({ confirmed: "" })).statusCode).toBe(422);
    expect((await publish()).body).toContain("The draft says nothing new");
    expect((await photo()).version).toBe(version);
  });

  test("is told which field is too long or no number, with everything typed still there", async () => {
    const refused = await keep(written("Long", { title_ru: "я".repeat(121), term_months: "полгода" }));
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="#title_ru"');
    expect(refused.body).toContain("Write a whole number from 1 to 60");
    expect(refused.body).toContain("полгода");
    expect(refused.body).toContain("Long body kk");
    expect(await getDraft(hub.db, "photo")).toBeUndefined();
  });

  test("throws a draft away, twice without harm, and it is written down once", async () => {
    await keep(written("Gone"));
    for (const _each of [1, 2]) await national.post(at("/draft/removal"));
    expect(await getDraft(hub.db, "photo")).toBeUndefined();
    const acts = await hub.db
      .selectFrom("platform.audit_entry")
      .select("act")
      .where("subject_kind", "=", "consent_text")
      .where("act", "=", "consents.discard_text")
      .execute();
    expect(acts).toHaveLength(1);
  });
});

describe("an answer that was given to an earlier version", () => {
  test("stands for that version with its hash and term; whoever reads an old form is asked anew", async () => {
    const old = await photo();
    const young = await someMinor(hub, { hub: here });
    await letAnswerAll(young);
    const answer = () =>
      hub.db
        .selectFrom("consents.consent")
        .select(["text_id", "text_hash", "ends_on", "answer"])
        .where("person_id", "=", young.id)
        .where("purpose", "=", "photo")
        .executeTakeFirstOrThrow();
    const before = await answer();
    const slow = await someMinor(hub, { hub: here });
    const mother = newContact("mother");
    const path = await askGuardian(hub, slow, mother);
    const browser = await confirmAsGuardian(hub, path, mother);
    const form = await currentAnswers();
    await keep(written("Newest"));
    await publish();
    expect(await answer()).toEqual(before);
    expect(before.text_id).toBe(old.id);
    expect(before.text_hash).toEqual(hashOf(old, operatorOf(hub.settings)));
    expect((await photo()).id).not.toBe(old.id);
    expect((await browser.post(`${path}/answers`, form)).status).toBe(409);
  });

  test("was given to words that stay to be read, word by word, and that nothing can change", async () => {
    const [, earlier] = await versionsOf(hub.db, "photo");
    const page = await national.get(at());
    expect(page.body).toContain(earlier?.words.kk.body);
    expect(page.body).toContain(hashOf(earlier!, operatorOf(hub.settings)).toString("hex"));
    await expect(
      hub.db
        .updateTable("consents.text")
        .set({ lawyer: "somebody" })
        .where("id", "=", earlier?.id ?? "")
        .execute(),
    ).rejects.toThrow("never changed");
  });
});

/** The guardian's form filled in with the words that are in force now. */
async function currentAnswers(): Promise<Record<string, string>> {
  const form = await answersOf(hub, ["data", "photo"]);
  for (const { id, purpose } of await currentTexts(hub.db)) form[`text_${purpose}`] = id;
  return form;
}

async function letAnswerAll(young: Awaited<ReturnType<typeof someMinor>>) {
  const mother = newContact("mother");
  const path = await askGuardian(hub, young, mother);
  const browser = await confirmAsGuardian(hub, path, mother);
  await browser.post(`${path}/answers`, await currentAnswers());
}

describe("whoever else opens the texts", () => {
  test("a hub's coordinator, its focal point and an administrator read those in force and no draft; others nothing", async () => {
    await keep(written("Secret"));
    for (const who of [
      await staff("coordinator", here),
      await staff("safeguarding_focal_point", here),
      await staff("administrator"),
    ]) {
      expect((await who.get("/en/consent-texts")).statusCode).toBe(200);
      const page = await who.get(at());
      expect([page.statusCode, page.body.includes("Secret")]).toEqual([200, false]);
      expect((await who.get(at("/preview"))).statusCode).toBe(403);
      expect((await keep(written("Mine"), who)).statusCode).toBe(403);
      expect((await publish({}, who)).statusCode).toBe(403);
    }
    const trainer = await staff("trainer", here);
    expect((await trainer.get("/en/consent-texts")).statusCode).toBe(403);
    expect((await national.get("/en/consent-texts/nonsense")).statusCode).toBe(404);
  });
});
