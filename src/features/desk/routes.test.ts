import { beforeAll, describe, expect, test } from "vitest";
import { deskForm, signedIn, someCoordinator } from "../../../tests/desk.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { lastCode } from "../../../tests/joining.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { type Visitor, visitor } from "../../../tests/visitor.ts";
import { joiningText } from "../consents/index.ts";
import { listContacts } from "../people/index.ts";

let hub: TestHub;
let at: string;
let desk: Visitor;
let words: string;
beforeAll(async () => {
  hub = await openHub();
  words = (await joiningText(hub.db, "kk")).id;
  at = await someHub(hub.db, { slug: "kokshetau" });
  desk = await signedIn(hub, (await someCoordinator(hub.db, at)).id);
});

const letters = "абвгдежзикл";
let people = 0;
/** A form for somebody whom nobody has met. */
const newForm = (given: Record<string, string> = {}) =>
  deskForm({
    read: words,
    surname: `Жаңа${[...String((people += 1))].map((digit) => letters[Number(digit)]).join("")}`,
    ...given,
  });

const send = (form: Record<string, string>, browser = desk) => browser.post("/kk/desk/kokshetau", form);
/** Registers somebody new; answers their id. */
async function register(given: Record<string, string> = {}): Promise<string> {
  const { headers } = await send(newForm(given));
  return /(?:done=|people\/)([0-9a-f-]{36})/.exec(headers.location ?? "")?.[1] ?? "";
}
/** What the form on a page says of a field. */
const valueOf = (body: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(body)?.[0].match(/value="([^"]*)"/)?.[1];
/** The codes of all cards on a page, one after another. */
const codeIn = (body: string) =>
  [...body.matchAll(/<span>([2-9ACEHKMPTX]{4})<\/span>/g)].map(([, group]) => group).join("");

describe("the desk", () => {
  test("opens at once for whoever looks after one hub, with the cursor in the first field", async () => {
    expect((await desk.get("/kk/desk")).headers.location).toBe("/kk/desk/kokshetau");
    const { body } = await desk.get("/kk/desk/kokshetau");
    expect(/<input[^>]*name="surname"[^>]*autofocus/.test(body)).toBe(true);
    expect(body).toContain('data-props="{&quot;restored&quot;'); // no key: nothing typed stays in this browser
  });

  test("is not there for a coordinator of another hub, nor before the hub opens", async () => {
    const far = await someHub(hub.db, { slug: "shymkent" });
    const stranger = await signedIn(hub, (await someCoordinator(hub.db, far)).id);
    expect((await stranger.get("/kk/desk/kokshetau")).statusCode).toBe(404);
    expect((await send(newForm(), stranger)).statusCode).toBe(404);
    const soon = await someHub(hub.db, { slug: "soon" });
    await hub.db.updateTable("hubs.hub").set({ opened_on: "2027-01-01" }).where("id", "=", soon).execute();
    const early = await signedIn(hub, (await someCoordinator(hub.db, soon)).id);
    expect((await early.get("/kk/desk/soon")).statusCode).toBe(404);
    expect((await early.get("/kk/desk")).statusCode).toBe(200);
  });

  test("names each field that is wrong and keeps what was typed", async () => {
    const typed = { surname: "Сер1кова", birth_date_month: "2", birth_date_day: "30", contact: "әсел" };
    const answer = await send(
      deskForm({ ...typed, speaks: "", settlement_code: "", settlement_code_query: "" }),
    );
    expect(answer.statusCode).toBe(422);
    const summary = [...answer.body.matchAll(/<li><a href="#(\w+)">([^<]+)</g)].map(([, field, text]) => [
      field,
      text,
    ]);
    expect(summary).toEqual([
      ["surname", "Тегі: тек әріп болады. Сан мен таңбаны алып тастаңыз."],
      ["birth_date", "Туған күні: мұндай күн жоқ. Күнін, айын, жылын тексеріңіз."],
      ["settlement_code", "Тұратын жері: атын жазып, тізімнен таңдаңыз."],
      ["speaks", "Сөйлейтін тілдері: таңдаңыз."],
      ["contact", expect.any(String)],
    ]);
    for (const name of ["surname", "birth_date_day", "contact"] as const)
      expect(valueOf(answer.body, name)).toBe(typed[name]);
    expect(valueOf(answer.body, "given_name")).toBe("Еңлік");
  });

  test("looks for a village without script: the first found is marked, the hub's own region before others", async () => {
    const form = { settlement_code: "", settlement_code_query: "Algabas", find: "settlement_code" };
    const answer = await send(newForm(form));
    expect(answer.statusCode).toBe(200);
    const places = [...answer.body.matchAll(/<input[^>]*name="settlement_code"[^>]*>/g)].map(([tag]) => tag);
    expect(places).toHaveLength(2);
    expect(places.map((tag) => [/ checked/.test(tag), / autofocus/.test(tag)])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(valueOf(answer.body, "given_name")).toBe("Еңлік");
  });

  test("takes the next person after a line about the last one, whose card is one step away", async () => {
    const answer = await send(newForm());
    expect(answer.statusCode).toBe(303);
    const next = await desk.get(answer.headers.location ?? "");
    expect(next.body).toContain("Еңлік хабқа тіркелді.");
    expect(valueOf(next.body, "surname") ?? "").toBe("");
    expect(/<input[^>]*name="surname"[^>]*autofocus/.test(next.body)).toBe(true);
    expect(/href="\/kk\/people\/[0-9a-f-]{36}\/card"/.test(next.body)).toBe(true);
  });

  test("tells in one sentence what comes next for somebody below the consent age", async () => {
    const answer = await send(newForm({ birth_date_year: "2011" }));
    const { body } = await desk.get(answer.headers.location ?? "");
    expect(body).toContain("ата-анасы не заңды өкілі келісім беруі керек");
  });

  test("refuses an age that joining refuses, says so kindly and keeps the form", async () => {
    const answer = await send(newForm({ birth_date_year: "2019" }));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Ештеңе сақталған жоқ");
    expect(valueOf(answer.body, "birth_date_year")).toBe("2019");
  });

  test("shows somebody like this first, and registers another person when staff say so", async () => {
    const form = newForm();
    await send(form);
    const again = deskForm({ ...form, operation: crypto.randomUUID() });
    const answer = await send(again);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("Дәл осындай адам хабта бар");
    expect(valueOf(answer.body, "surname")).toBe(form["surname"]);
    const operation = valueOf(answer.body, "operation") ?? "";
    expect(operation).not.toBe(again["operation"]);
    expect((await send({ ...again, operation, another: "yes" })).statusCode).toBe(303);
  });
});

describe("a contact told at the desk", () => {
  test("is kept only when its owner has read out the code, and is written to then", async () => {
    const contact = "enlik.apasy@mail.kz";
    const id = await register({ contact });
    expect(await listContacts(hub.db, id)).toEqual([]);
    const page = await desk.get(`/kk/people/${id}/contact?sent=sent`);
    expect(page.body).toContain(contact);
    const code = await lastCode(hub, contact);
    const wrong = code === "111111" ? "222222" : "111111";
    expect((await desk.post(`/kk/people/${id}/contact/code`, { code: wrong })).statusCode).toBe(422);
    expect(await listContacts(hub.db, id)).toEqual([]);
    const kept = await desk.post(`/kk/people/${id}/contact/code`, { code });
    expect(kept.headers.location).toBe(`/kk/people/${id}/card?done=contact`);
    expect(await listContacts(hub.db, id)).toMatchObject([{ kind: "mail", value: contact }]);
    const notices = hub.db.selectFrom("platform.notice").select("kind").where("person_id", "=", id);
    expect(await notices.execute()).toEqual([{ kind: "welcome" }]);
  });

  test("cannot be added at the desk to somebody who has one", async () => {
    const id = await someMember(hub.db, { hub: at, contact: { kind: "mail", value: "own@mail.kz" } });
    expect((await desk.get(`/kk/people/${id}/contact`)).statusCode).toBe(403);
    expect((await desk.post(`/kk/people/${id}/contact`, { contact: "mine@mail.kz" })).statusCode).toBe(403);
  });
});

describe("a card", () => {
  test("is made, printed with its code, and lets its person in from any other browser", async () => {
    const id = await register();
    const made = await desk.post(`/kk/people/${id}/card`, { operation: crypto.randomUUID() });
    expect(made.headers.location).toBe("/kk/cards");
    const { body } = await desk.get("/kk/cards");
    const code = codeIn(body).slice(-16);
    expect(body).toContain("Kokshetau хабы");
    expect(body).toContain("/sign-in/card");
    expect(body.replaceAll(/<span>[^<]*<\/span>/g, "")).not.toContain(code);
    const phone = visitor(hub);
    const entered = await phone.post("/kk/sign-in/card", { code: code.toLowerCase(), next: "/hubs" });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, "/kk/hubs"]);
    expect((await phone.get("/kk/me")).body).toContain("Еңлік");
  });

  test("is shown to the session that made it alone, until it is taken away or ended", async () => {
    const id = await register();
    await desk.post(`/kk/people/${id}/card`, { operation: crypto.randomUUID() });
    const other = await signedIn(hub, (await someCoordinator(hub.db, at)).id);
    other.cookies.set("cards", desk.cookies.get("cards") ?? "");
    expect(codeIn((await other.get("/kk/cards")).body)).toBe("");
    const before = codeIn((await desk.get("/kk/cards")).body).length;
    await desk.post(`/kk/people/${id}/card/ending`);
    expect(codeIn((await desk.get("/kk/cards")).body).length).toBe(before - 16);
    await desk.post("/kk/cards/removal");
    expect(codeIn((await desk.get("/kk/cards")).body)).toBe("");
  });

  test("that was made, ended, never was or may not be used: the answer is the same to the letter", async () => {
    const id = await register();
    await desk.post(`/kk/people/${id}/card`, { operation: crypto.randomUUID() });
    const code = codeIn((await desk.get("/kk/cards")).body).slice(-16);
    await desk.post(`/kk/people/${id}/card/ending`);
    const answerTo = async (typed: string) => {
      const { statusCode, body } = await visitor(hub).post("/kk/sign-in/card", { code: typed });
      return [statusCode, body.replaceAll(typed, "")];
    };
    const [ended, unknown] = [await answerTo(code), await answerTo("2345678ACEHKMPTX")];
    expect(ended[0]).toBe(422);
    expect(ended).toEqual(unknown);
  });

  test("is nobody's affair who may not meet the person: their pages are not there", async () => {
    const id = await register();
    const far = await someHub(hub.db, { slug: "oskemen" });
    const stranger = await signedIn(hub, (await someCoordinator(hub.db, far)).id);
    for (const path of ["card", "contact"])
      expect((await stranger.get(`/kk/people/${id}/${path}`)).statusCode).toBe(404);
    for (const path of ["card", "card/ending", "contact", "contact/code"])
      expect((await stranger.post(`/kk/people/${id}/${path}`, { contact: "a@mail.kz" })).statusCode).toBe(
        404,
      );
    expect((await desk.get("/kk/people/nobody/card")).statusCode).toBe(404);
  });
});

test("a visitor who has signed in already goes on to where they wanted", async () => {
  expect((await desk.get("/kk/sign-in/card?next=%2Fhubs")).headers.location).toBe("/kk/hubs");
});
