import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { somePlaces, villages } from "../../../tests/members.ts";
import { somebody } from "../../../tests/people.ts";
import { type Visitor, visitor } from "../../../tests/visitor.ts";
import { startSession } from "../accounts/index.ts";
import { getPerson, listRevisions } from "./store/people.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub();
  await somePlaces(hub.db);
});

async function signedIn(given: Parameters<typeof somebody>[1] = {}) {
  const { id } = await somebody(hub.db, { settlement_code: villages.algabas, ...given });
  const browser = visitor(hub);
  const token = await hub.db.transaction().execute((tx) => startSession(tx, id, "code", "", hub.now()));
  browser.cookies.set("session", token);
  return { id, browser };
}

const hidden = (body: string, name: string) =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";

/** The form as it stands, with some answers changed. */
async function form(browser: Visitor, changed: Record<string, string> = {}): Promise<Record<string, string>> {
  const { body } = await browser.get("/kk/me/edit");
  return {
    surname: "Жұмағұлова",
    given_name: "Әсел",
    patronymic: "",
    settlement_code: villages.algabas,
    settlement_code_query: "Алғабас",
    occupation: "school",
    occupation_place: "№ 2 мектеп",
    speaks: "kk",
    wishes: "",
    language: "kk",
    version: hidden(body, "version"),
    operation: hidden(body, "operation"),
    ...changed,
  };
}

describe("changing what one says about oneself", () => {
  test("opens with what stands there, and keeps what is changed with its history", async () => {
    const { id, browser } = await signedIn();
    const page = await browser.get("/kk/me/edit");
    expect(page.body).toContain('value="Жұмағұлова"');
    expect(page.body).toContain("Алғабас");
    const answer = await browser.post(
      "/kk/me/edit",
      await form(browser, { surname: "Серікова", wishes: "Ән" }),
    );
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/me/edit?saved=yes"]);
    expect((await browser.get("/kk/me/edit?saved=yes")).body).toContain("Сақталды");
    expect(await getPerson(hub.db, id)).toMatchObject({
      surname: "Серікова",
      wishes: "Ән",
      birth_date: "2009-03-07",
    });
    const [revision] = await listRevisions(hub.db, id);
    expect(Object.keys(revision?.changes ?? {}).sort()).toEqual(["speaks", "surname", "wishes"]);
  });

  test("goes on in the language that was chosen", async () => {
    const { browser } = await signedIn();
    const answer = await browser.post("/kk/me/edit", await form(browser, { language: "ru" }));
    expect(answer.headers.location).toBe("/ru/me/edit?saved=yes");
    expect((await browser.get("/me/edit")).headers.location).toBe("/ru/me/edit");
  });

  test("with wrong answers keeps everything typed and leads to each", async () => {
    const { id, browser } = await signedIn();
    const wrong = {
      surname: "Сер1кова",
      given_name: "",
      occupation: "pirate",
      speaks: "",
      wishes: "ұзақ ".repeat(300),
    };
    const answer = await browser.post("/kk/me/edit", await form(browser, wrong));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('value="Сер1кова"');
    const links = [...answer.body.matchAll(/<a href="#(\w+)">/g)].map((each) => each[1]);
    expect(links.filter((each) => each !== "main")).toEqual([
      "surname",
      "given_name",
      "occupation",
      "speaks",
      "wishes",
    ]);
    expect(await getPerson(hub.db, id)).toMatchObject({ version: 1 });
  });

  test("nobody can move their birth date, their id or their contacts by adding fields", async () => {
    const { id, browser } = await signedIn();
    const other = await signedIn();
    const more = {
      birth_date: "2000-01-01",
      birth_date_year: "2000",
      id: other.id,
      person: other.id,
      created_at: "x",
    };
    await browser.post("/kk/me/edit", await form(browser, { ...more, wishes: "Жаңа" }));
    expect(await getPerson(hub.db, id)).toMatchObject({ birth_date: "2009-03-07", wishes: "Жаңа" });
    expect(await getPerson(hub.db, other.id)).toMatchObject({ version: 1, surname: "Жұмағұлова" });
  });

  test("signs that no keyboard types are left out instead of breaking the page", async () => {
    const { id, browser } = await signedIn();
    const answer = await browser.post(
      "/kk/me/edit",
      await form(browser, { wishes: "бір\u0000\r\nекі\u0007" }),
    );
    expect(answer.statusCode).toBe(303);
    expect(await getPerson(hub.db, id)).toMatchObject({ wishes: "бір\nекі" });
  });

  test("a second tap on Save, after the answer was lost, changes nothing more", async () => {
    const { id, browser } = await signedIn();
    const sent = await form(browser, { wishes: "Екі рет" });
    const answers = [await browser.post("/kk/me/edit", sent), await browser.post("/kk/me/edit", sent)];
    expect(answers.map((each) => each.statusCode)).toEqual([303, 303]);
    expect(await listRevisions(hub.db, id)).toHaveLength(1);
  });

  test("who saves over a newer version sees both, and may save theirs knowingly", async () => {
    const { id, browser } = await signedIn();
    const [first, second] = [
      await form(browser, { wishes: "Бірінші" }),
      await form(browser, { wishes: "Екінші" }),
    ];
    await browser.post("/kk/me/edit", first);
    const stale = await browser.post("/kk/me/edit", second);
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain("Бірінші");
    expect(stale.body).toContain("Екінші</textarea>");
    const again = {
      ...second,
      version: hidden(stale.body, "version"),
      operation: hidden(stale.body, "operation"),
    };
    expect((await browser.post("/kk/me/edit", again)).statusCode).toBe(303);
    expect(await getPerson(hub.db, id)).toMatchObject({ wishes: "Екінші", version: 3 });
  });
});

describe("choosing where one lives, with no script", () => {
  test("a search shows what was found in any spelling, and keeps the rest of the form", async () => {
    const { id, browser } = await signedIn();
    const typed = { settlement_code_query: "algabas", find: "settlement_code", surname: "Жаңа" };
    const answer = await browser.post("/kk/me/edit", await form(browser, typed));
    expect(answer.statusCode).toBe(200);
    expect(answer.body.match(/name="settlement_code" value="\d{9}"/g)).toHaveLength(2);
    expect(answer.body).toContain('value="Жаңа"');
    const { find: _find, ...rest } = typed;
    const chosen = await form(browser, { ...rest, settlement_code: villages.algabasFar });
    expect((await browser.post("/kk/me/edit", chosen)).statusCode).toBe(303);
    expect(await getPerson(hub.db, id)).toMatchObject({
      settlement_code: villages.algabasFar,
      surname: "Жаңа",
    });
  });

  test("a name typed over the chosen one is not quietly dropped", async () => {
    const { id, browser } = await signedIn();
    const answer = await browser.post(
      "/kk/me/edit",
      await form(browser, { settlement_code_query: "Зеренді" }),
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`value="${villages.zerendi}"`);
    expect(await getPerson(hub.db, id)).toMatchObject({ settlement_code: villages.algabas });
    const chosen = { settlement_code: villages.zerendi, settlement_code_query: "Зеренді" };
    expect((await browser.post("/kk/me/edit", await form(browser, chosen))).statusCode).toBe(303);
    expect(await getPerson(hub.db, id)).toMatchObject({ settlement_code: villages.zerendi });
  });

  test.each(["110000000", "113600000", "999999999", "x", ""])(
    "nobody lives in %j",
    async (settlement_code) => {
      const { id, browser } = await signedIn();
      const answer = await browser.post(
        "/kk/me/edit",
        await form(browser, { settlement_code, settlement_code_query: "" }),
      );
      expect(answer.statusCode).toBe(422);
      expect(await getPerson(hub.db, id)).toMatchObject({ settlement_code: villages.algabas });
    },
  );

  test("a village that left the register stays for who lives there and cannot be chosen by others", async () => {
    const here = await signedIn({ settlement_code: villages.birlik });
    const there = await signedIn();
    const file = { format: "csv", file_name: "places.csv", report: "{}", read_at: hub.now() };
    const { id: import_id } = await hub.db
      .insertInto("places.import")
      .values(file)
      .returning("id")
      .executeTakeFirstOrThrow();
    const retired = { place_code: villages.birlik, retired_at: hub.now(), import_id };
    await hub.db.insertInto("places.retirement").values(retired).execute();
    const birlik = { settlement_code: villages.birlik, settlement_code_query: "" };
    const stays = await here.browser.post(
      "/kk/me/edit",
      await form(here.browser, { ...birlik, wishes: "Жаңа" }),
    );
    expect(stays.statusCode).toBe(303);
    const moves = await there.browser.post("/kk/me/edit", await form(there.browser, birlik));
    expect(moves.statusCode).toBe(422);
  });
});

test("a name or wish with a tag in it is shown as its letters", async () => {
  const { browser } = await signedIn({ wishes: "<script>alert(1)</script>\"'><img src=x>" });
  const { body } = await browser.get("/kk/me/edit");
  expect(body).not.toContain("<script>alert");
  expect(body).toContain("&lt;script>alert(1)&lt;/script>");
});

test("somebody who is not signed in is asked to, and comes back here", async () => {
  const answer = await visitor(hub).get("/kk/me/edit");
  expect([answer.statusCode, answer.headers.location]).toEqual([303, "/kk/sign-in?next=%2Fme%2Fedit"]);
});
