import { beforeAll, describe, expect, test } from "vitest";
import {
  answersOf,
  askGuardian,
  confirmAsGuardian,
  enterAsGuardian,
  goOn,
  everyPurpose,
  lastLetter,
  letGuardianAnswer,
  naming,
  newContact,
  someMinor,
  statusOf,
} from "../../../tests/consents.ts";
import { fullSession } from "../../../tests/factor.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { browserOf, lastCode } from "../../../tests/joining.ts";
import { someHub, someMember, somePost } from "../../../tests/members.ts";
import { wrongCode } from "../../../tests/pages/tools.ts";
import { mayNow } from "./index.ts";

let hub: TestHub;
let here: string;
beforeAll(async () => {
  hub = await openHub();
  here = await someHub(hub.db, { slug: "kokshetau" });
});

const minor = (given: Partial<Parameters<typeof someMinor>[1]> = {}) =>
  someMinor(hub, { hub: here, ...given });
const may = (person: string, purpose: Parameters<typeof mayNow>[2]) =>
  mayNow(hub.db, person, purpose, hub.now());

/** Everything the ledger and the links of a person hold. */
const kept = async (person: string) => ({
  answers: await hub.db.selectFrom("consents.consent").selectAll().where("person_id", "=", person).execute(),
  requests: await hub.db.selectFrom("consents.request").selectAll().where("person_id", "=", person).execute(),
});

describe("a mother", () => {
  test("agrees to data but not to photos, keeps a receipt, and withdraws later", async () => {
    const young = await minor();
    const contact = await letGuardianAnswer(hub, young, ["data", "badge"]);
    expect(await statusOf(hub, young.id)).toBe("registered");
    expect(await may(young.id, "data")).toBe(true);
    expect(await may(young.id, "photo")).toBe(false);
    expect(await lastLetter(hub, contact, "consent_receipt")).toMatchObject({
      child: "Балнұр",
      agreed: "Хабқа қатысу және жеке деректер және Белгі мен сертификатты жариялау",
      withdrawn: "none",
    });
    expect(await lastLetter(hub, young.contact, "consent_news")).toEqual({
      given_name: "Балнұр",
      step: "agreed",
    });

    goOn(hub);
    const phone = await enterAsGuardian(hub, contact);
    const seen = await phone.get("/consent/given");
    expect(seen.body).toContain("Балнұр");
    const withdrawal = { person: young.id, purpose: "data" };
    expect(await phone.post("/consent/given/withdrawal", withdrawal)).toMatchObject({
      to: "/consent/given?done=withdrawn",
    });
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    expect(await may(young.id, "data")).toBe(false);
    expect((await lastLetter(hub, contact, "consent_receipt")).withdrawn).toContain("жеке деректер");
  });

  test("who says yes to photos lets nobody be photographed before the child says yes too", async () => {
    const young = await minor();
    await letGuardianAnswer(hub, young, everyPurpose);
    expect(await may(young.id, "photo")).toBe(false);
    expect(await may(young.id, "travel")).toBe(true);
    const text = (await answersOf(hub, [], ["photo"]))["text_photo"];
    const own = { purpose: "photo", text, answer: "agreed" };
    expect((await young.browser.post("/me/consents", own)).to).toBe("/me/consents?done=saved");
    expect(await may(young.id, "photo")).toBe(true);
    await young.browser.post("/me/consents/withdrawal", { purpose: "photo" });
    expect(await may(young.id, "photo")).toBe(false);
    expect(await may(young.id, "data")).toBe(true);
  });

  test("whose withdrawal ends her child's place is obeyed in the coordinator's list at once", async () => {
    const coordinator = await someMember(hub.db, { hub: here, birth_date: "1990-01-01" });
    await somePost(hub.db, { person: coordinator, post: "coordinator", hub: here });
    const session = await fullSession(hub, coordinator);
    const young = await minor({ surname: "Қайыпова" });
    const contact = await letGuardianAnswer(hub, young, ["data"]);
    const list = async () => (await hub.visit({ url: "/kk/people?q=Қайыпова", session })).body;
    expect(await list()).toContain(`/people/${young.id}`);
    const phone = await enterAsGuardian(hub, contact);
    await phone.post("/consent/given/withdrawal", { person: young.id, purpose: "data" });
    expect(await list()).not.toContain(young.id);
    expect((await hub.visit({ url: `/kk/people/${young.id}`, session })).statusCode).toBe(404);
  });

  test("refuses, and the young person stays where they were and is told kindly", async () => {
    const young = await minor();
    await letGuardianAnswer(hub, young, []);
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
    expect(await lastLetter(hub, young.contact, "consent_news")).toMatchObject({ step: "refused" });
  });

  test("of a volunteer of seventeen is asked about pictures, journeys and nights alone", async () => {
    const young = await minor({ birth_date: "2009-03-07", status: "volunteer" });
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const phone = await confirmAsGuardian(hub, path, contact);
    const asked = ["photo", "travel", "overnight"] as const;
    expect((await phone.post(`${path}/answers`, await answersOf(hub, ["travel"], asked))).to).toBe(path);
    expect(await statusOf(hub, young.id)).toBe("volunteer");
    expect([await may(young.id, "travel"), await may(young.id, "overnight")]).toEqual([true, false]);
    expect(await lastLetter(hub, young.contact, "consent_news")).toMatchObject({ step: "agreed" });
  });

  test("has to answer each question, say who she is and that she is grown", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const phone = await confirmAsGuardian(hub, path, contact);
    const form = await phone.get(`${path}/answers`);
    expect(form.body.match(/type="radio"[^>]* checked/g) ?? []).toHaveLength(1); // the relation, as it was named
    const { photo: _photo, adult: _adult, ...incomplete } = await answersOf(hub, ["data"]);
    const refused = await phone.post(`${path}/answers`, incomplete);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('href="#photo"');
    expect(refused.body).toContain('href="#adult"');
    expect((await kept(young.id)).answers).toEqual([]);
    expect((await phone.post(`${path}/answers`, await answersOf(hub, ["data"]))).to).toBe(path);
  });

  test("answers the words she has read: other words are shown once more", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const phone = await confirmAsGuardian(hub, path, contact);
    const old = { ...(await answersOf(hub, ["data"])), text_data: crypto.randomUUID() };
    expect((await phone.post(`${path}/answers`, old)).status).toBe(409);
    expect((await kept(young.id)).answers).toEqual([]);
  });
});

describe("a link", () => {
  test("changes nothing when a messenger reads it, however often", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const before = await kept(young.id);
    const messenger = browserOf(hub, "ru");
    for (let times = 0; times < 3; times += 1) expect((await messenger.get(path)).status).toBe(200);
    for (const page of ["/code", "/answers"]) expect((await messenger.get(path + page)).status).toBe(303);
    expect(await kept(young.id)).toEqual(before);
    await expect(lastCode(hub, contact)).rejects.toThrow("no code was sent");
    expect((await (await confirmAsGuardian(hub, path, contact)).get(`${path}/answers`)).status).toBe(200);
  });

  test("names no more than a given name, and neither search engines nor other sites learn of it", async () => {
    const young = await minor({ surname: "Құпиябаева" });
    const path = await askGuardian(hub, young, newContact("mother"));
    const answer = await hub.visit({ url: `/kk${path}` });
    expect(answer.body).toContain("Балнұр");
    expect(answer.body).not.toContain("Құпиябаева");
    expect(answer.body).not.toContain("<title>Балнұр");
    expect(answer.body).toContain('content="noindex"');
    expect(answer.headers["referrer-policy"]).toBe("same-origin");
    expect(answer.headers["cache-control"]).toContain("no-store");
  });

  test("serves once, ends with a newer one and after fourteen days", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const first = await askGuardian(hub, young, contact);
    goOn(hub);
    const second = await askGuardian(hub, young, contact);
    expect(second).not.toBe(first);
    const over = browserOf(hub);
    expect((await over.get(first)).body).not.toContain("Балнұр");
    expect((await over.post(`${first}/answers`, await answersOf(hub, ["data"]))).body).not.toContain(
      "Балнұр",
    );

    const phone = await confirmAsGuardian(hub, second, contact);
    await phone.post(`${second}/answers`, await answersOf(hub, ["data"]));
    const { answers } = await kept(young.id);
    const proven = await enterAsGuardian(hub, contact);
    await proven.post(`${second}/answers`, await answersOf(hub, everyPurpose));
    expect((await kept(young.id)).answers).toEqual(answers);
    expect((await phone.get(second)).body).toContain("Рақмет, жауап сақталды");

    const late = await minor();
    const third = await askGuardian(hub, late, newContact("mother"));
    const now = hub.now();
    hub.set(new Date(now.getTime() + 14 * 86_400_000));
    expect((await over.get(third)).body).toContain("Сілтеменің мерзімі бітті");
    expect((await over.post(`${third}/code`)).status).toBe(200);
    hub.set(now);
  });

  test("opens nothing without the code, after a wrong one, or with the code of another contact", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const phone = browserOf(hub);
    await phone.post(`${path}/code`);
    const code = await lastCode(hub, contact);
    expect((await phone.post(`${path}/proof`, { code: wrongCode(code) })).status).toBe(422);
    expect((await phone.get(`${path}/answers`)).to).toBe(path);
    const another = await enterAsGuardian(hub, newContact("stranger"));
    expect((await another.get(`${path}/answers`)).to).toBe(path);
    await another.post(`${path}/answers`, await answersOf(hub, everyPurpose));
    expect((await kept(young.id)).answers).toEqual([]);
  });

  test("that was guessed is a page that does not exist", async () => {
    const guess = await hub.visit({ url: "/kk/consent/AAAAAAAAAAAAAAAAAAAAAA" });
    expect(guess.statusCode).toBe(404);
    expect((await hub.visit({ url: "/kk/consent/short" })).statusCode).toBe(404);
  });
});

describe("nobody answers for themselves", () => {
  test("a young person's own contact is refused, and paper is named as the way", async () => {
    const young = await minor();
    const refused = await young.browser.post("/me/guardian", naming(young.contact));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("қағаз нысан");
    expect((await kept(young.id)).requests).toEqual([]);
  });

  test("a contact that became the young person's own since is refused when it answers", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    const phone = await confirmAsGuardian(hub, path, contact);
    const row = { person_id: young.id, kind: "mail", value: contact, confirmed_at: hub.now() };
    await hub.db.insertInto("people.contact").values(row).execute();
    const refused = await phone.post(`${path}/answers`, await answersOf(hub, everyPurpose));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("жас волонтердің өзінікі");
    expect((await kept(young.id)).answers).toEqual([]);
  });

  test("the browser in which the young person was signed in is refused, also after signing out", async () => {
    const young = await minor();
    const contact = newContact("mother");
    const path = await askGuardian(hub, young, contact);
    await young.browser.post("/sign-out");
    expect(young.browser.cookies["session"]).toBeUndefined();
    expect((await young.browser.post(`${path}/code`)).status).toBe(422);
    // The mother's code, read out over the phone, does not help.
    const phone = await confirmAsGuardian(hub, path, contact);
    Object.assign(young.browser.cookies, { proof: phone.cookies["proof"] });
    expect((await young.browser.get(`${path}/answers`)).status).toBe(422);
    const refused = await young.browser.post(`${path}/answers`, await answersOf(hub, everyPurpose));
    expect(refused.status).toBe(422);
    expect((await kept(young.id)).answers).toEqual([]);
    expect(await statusOf(hub, young.id)).toBe("waiting_for_consent");
  });

  test("somebody else from the same address may answer: a village shares one", async () => {
    const young = await minor();
    await letGuardianAnswer(hub, young, ["data"]);
    expect(await statusOf(hub, young.id)).toBe("registered");
  });

  test("a friend below 18 is taken at naming like anybody, and refused once the contact is shown to be theirs", async () => {
    const young = await minor();
    const friend = await minor({ given_name: "Дана" });
    const path = await askGuardian(hub, young, friend.contact);
    const phone = await confirmAsGuardian(hub, path, friend.contact);
    expect((await phone.get(`${path}/answers`)).status).toBe(422);
    const refused = await phone.post(`${path}/answers`, await answersOf(hub, everyPurpose));
    expect(refused.status).toBe(422);
    expect((await kept(young.id)).answers).toEqual([]);
  });

  test("a young person agrees to nothing that is their guardian's to say", async () => {
    const young = await minor();
    const form = await answersOf(hub, []);
    for (const purpose of ["data", "travel", "badge"]) {
      const own = { purpose, text: form[`text_${purpose}`], answer: "agreed" };
      expect((await young.browser.post("/me/consents", own)).status).toBe(403);
    }
    expect((await kept(young.id)).answers).toEqual([]);
  });

  test("nobody is pestered: five links a day, for one young person and to one contact", async () => {
    const young = await minor();
    const contact = newContact("mother");
    for (let times = 0; times < 5; times += 1) await askGuardian(hub, young, contact);
    expect((await young.browser.post("/me/guardian", naming(contact))).status).toBe(422);
    expect((await young.browser.post("/me/guardian", naming(newContact("aunt")))).status).toBe(422);
    const other = await minor();
    expect((await other.browser.post("/me/guardian", naming(contact))).status).toBe(422);
  });
});

describe("the lasting page of guardians", () => {
  test("answers alike for a known and an unknown contact, and shows a stranger nothing", async () => {
    const young = await minor();
    const known = await letGuardianAnswer(hub, young, ["data"]);
    goOn(hub);
    const [one, two] = await Promise.all(
      [known, newContact("stranger")].map(async (contact) => {
        const phone = browserOf(hub);
        const asked = await phone.post("/consent", { contact });
        const code = await phone.get("/consent/code");
        return { asked, code: code.body.replaceAll(/[\w.•]+@[\w.•]+/g, "…") };
      }),
    );
    expect(one).toEqual(two);
    const stranger = await enterAsGuardian(hub, newContact("stranger"));
    expect((await stranger.get("/consent/given")).body).not.toContain("Балнұр");
    const withdrawal = { person: young.id, purpose: "data" };
    expect((await stranger.post("/consent/given/withdrawal", withdrawal)).status).toBe(404);
    expect(await statusOf(hub, young.id)).toBe("registered");
  });

  test("asks for a code each time: leaving it, or an hour, closes it", async () => {
    const young = await minor();
    const contact = await letGuardianAnswer(hub, young, ["data"]);
    goOn(hub);
    const phone = await enterAsGuardian(hub, contact);
    const { ...before } = phone.cookies;
    await phone.post("/consent/leaving");
    expect((await phone.get("/consent/given")).to).toBe("/consent");
    const again = browserOf(hub);
    Object.assign(again.cookies, before);
    const now = hub.now();
    hub.set(new Date(now.getTime() + 61 * 60_000));
    expect((await again.get("/consent/given")).to).toBe("/consent");
    expect((await again.post("/consent/given/withdrawal", { person: young.id, purpose: "data" })).to).toBe(
      "/consent",
    );
    expect(await statusOf(hub, young.id)).toBe("registered");
    hub.set(now);
  });
});
