import { beforeAll, describe, expect, test } from "vitest";
import { browserAs, newContact, statusOf } from "../../../tests/consents.ts";
import { deskForm, someCoordinator } from "../../../tests/desk.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { type Browser, browserOf, lastCode } from "../../../tests/joining.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { mayNow } from "./index.ts";
import { currentTexts } from "./store/texts.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const mayTakePart = (person: string) => mayNow(hub.db, person, "data", hub.now());
const words = async () => (await currentTexts(hub.db)).find(({ purpose }) => purpose === "data")?.id ?? "";

/** Somebody who was here before consents were, and signs in by a code. */
async function signsIn(birth_date = "2005-03-07", next = "") {
  const contact = newContact("member");
  const mail = { kind: "mail", value: contact } as const;
  const person = await someMember(hub.db, { hub: here, birth_date, contact: mail, status: "volunteer" });
  return { person, contact, ...(await enter(contact, next)) };
}

async function enter(contact: string, next = ""): Promise<{ phone: Browser; to: string | undefined }> {
  const phone = browserOf(hub);
  hub.set(new Date(hub.now().getTime() + 1_000));
  await phone.post("/sign-in", { contact, next });
  const { to } = await phone.post("/sign-in/code", { code: await lastCode(hub, contact), next });
  return { phone, to };
}

describe("a member from before consents existed", () => {
  test("is asked for their own word when they sign in, goes on where they wanted, and is not asked again", async () => {
    const { person, contact, phone, to } = await signsIn("2005-03-07", "/me/edit");
    expect(to).toBe("/me/agreement?next=%2Fme%2Fedit");
    expect((await phone.get(to ?? "")).body).toContain("Хабқа қатысу және жеке деректер");
    expect(await mayTakePart(person)).toBe(false);
    const form = { text: await words(), answer: "agreed", next: "/me/edit" };
    expect((await phone.post("/me/agreement", form)).to).toBe("/me/edit");
    expect(await mayTakePart(person)).toBe(true);
    expect((await phone.get("/me/agreement?next=%2Fme%2Fedit")).to).toBe("/me/edit");
    expect((await enter(contact)).to).toBe("/today");
  });

  test("is locked out of nothing before they answer: reading, their page, leaving", async () => {
    const { phone, to } = await signsIn();
    expect((await phone.get(to ?? "")).body).toContain('href="/kk/today"');
    for (const page of ["/me", "/me/edit", "/me/consents", "/me/readers", "/areas"])
      expect((await phone.get(page)).status).toBe(200);
    expect((await phone.post("/sign-out")).status).toBe(303);
  });

  test("may say no, and then waits like anybody whose consent is refused", async () => {
    const { person, contact, phone } = await signsIn();
    await phone.post("/me/agreement", { text: await words(), answer: "refused" });
    expect(await statusOf(hub, person)).toBe("waiting_for_consent");
    expect((await enter(contact)).to).toBe("/today");
  });

  test("who is below the consent age, or belongs nowhere, is asked nothing", async () => {
    expect((await signsIn("2011-03-07")).to).toBe("/today");
    const left = await signsIn();
    await hub.db
      .updateTable("members.membership")
      .set({ status: "left" })
      .where("person_id", "=", left.person)
      .execute();
    expect((await enter(left.contact)).to).toBe("/today");
  });
});

describe("at the desk", () => {
  const rowsOf = (person: string) =>
    hub.db.selectFrom("consents.consent").selectAll().where("person_id", "=", person).execute();
  let days = 0;
  const form = async (given: Record<string, string> = {}) =>
    deskForm({ read: await words(), birth_date_day: String((days += 1)), ...given });
  const personIn = (to: string | undefined) => /done=([0-9a-f-]{36})/.exec(to ?? "")?.[1] ?? "";

  test("whoever is old enough reads the words and agrees, and staff write it down", async () => {
    const staff = await someCoordinator(hub.db, here);
    const desk = await browserAs(hub, staff.id);
    expect((await desk.get("/desk/kokshetau")).body).toContain("келісесіз");
    const { to } = await desk.post("/desk/kokshetau", await form());
    expect(await rowsOf(personIn(to))).toMatchObject([
      { purpose: "data", answer: "agreed", given_by: "person", how: "in_person", recorded_by: staff.id },
    ]);
    expect(await mayTakePart(personIn(to))).toBe(true);
  });

  test("nobody is registered who has not agreed; what was typed stays", async () => {
    const desk = await browserAs(hub, (await someCoordinator(hub.db, here)).id);
    const refused = await desk.post("/desk/kokshetau", await form({ agreed: "" }));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('href="#agreed"');
    expect(refused.body).toContain('value="Қасымова"');
  });

  test("a child goes the guardian's way, whatever was ticked", async () => {
    const desk = await browserAs(hub, (await someCoordinator(hub.db, here)).id);
    for (const agreed of ["", "yes"]) {
      const { to } = await desk.post("/desk/kokshetau", await form({ birth_date_year: "2011", agreed }));
      expect(await rowsOf(personIn(to))).toEqual([]);
      expect(await statusOf(hub, personIn(to))).toBe("waiting_for_consent");
    }
  });
});
