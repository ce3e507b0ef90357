import { beforeAll, describe, expect, test } from "vitest";
import { someMinor } from "../../../tests/consents.ts";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub, someMember } from "../../../tests/members.ts";
import { codeOf, type Handler, someHandler } from "../../../tests/paper-consents.ts";
import { readPaper } from "../../../tests/papers.ts";
import { languages } from "../../platform/i18n/language.ts";
import { spokenCode } from "./rules/paper-code.ts";

let hub: TestHub;
let here: string;
let staff: Handler;
beforeAll(async () => {
  hub = await openHub({ OPERATOR: "«Достық» қоғамдық қоры", OPERATOR_BIN: "123456789012" });
  here = await someHub(hub.db, { slug: "kokshetau" });
  staff = await someHandler(hub, here);
});

const everything = ["data", "photo", "travel", "overnight", "badge", "messenger"];

async function print(people: string[], language = "kk", purposes = everything) {
  const form = new URLSearchParams({ language });
  for (const person of people) form.append("person", person);
  for (const purpose of purposes) form.append("purpose", purpose);
  return staff.browser.ask({
    method: "POST",
    url: "/kk/hubs/kokshetau/papers/print",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: form.toString(),
  });
}

const locales = { kk: "kk-KZ", ru: "ru-KZ", en: "en-GB" };

describe("a sheet", () => {
  test.each(languages)(
    "in %s can be read by a screen reader and names all that the law wants named",
    async (language) => {
      const { id } = await someMinor(hub, { hub: here, surname: "Әбдіғұлова", given_name: "Үміт" });
      const answer = await print([id], language);
      expect(answer.headers["content-type"]).toBe("application/pdf");
      expect(answer.headers["cache-control"]).toBe("private, no-store");
      const { tags, ...paper } = await readPaper(answer.rawPayload);
      expect(paper).toMatchObject({ language: locales[language], marked: true, pages: 2 });
      const all = tags.map(({ words }) => words).join("\n");
      for (const said of ["Әбдіғұлова Үміт", "«Достық» қоғамдық қоры", "123456789012"])
        expect(all).toContain(said);
      expect(all).toContain(spokenCode(await codeOf(hub, id)));
      const texts = await hub.db.selectFrom("consents.text").select(["words", "term_months"]).execute();
      for (const { words, term_months } of texts) {
        const { title, body, data, others, abroad, publication } = (
          words as Record<string, Record<string, string>>
        )[language]!;
        for (const said of [title, body, data, others, abroad, publication, String(term_months)])
          expect(all).toContain(said);
      }
      expect(tags.filter(({ role }) => role === "H1")).toHaveLength(1);
      expect(tags.filter(({ role }) => role === "Figure")).toHaveLength(1);
      // Six questions to the guardian, and the young person's own word about pictures.
      expect(tags.filter(({ role }) => role === "H2")).toHaveLength(8);
    },
  );

  test("asks about somebody of sixteen only what is still a guardian's to answer", async () => {
    const { id } = await someMinor(hub, { hub: here, birth_date: "2010-03-07" });
    await print([id]);
    const lines = await hub.db
      .selectFrom("consents.paper_line as line")
      .innerJoin("consents.paper as paper", "paper.id", "line.paper_id")
      .select(["purpose", "given_by"])
      .where("person_id", "=", id)
      .orderBy("given_by")
      .orderBy("purpose")
      .execute();
    expect(lines.map(({ purpose, given_by }) => `${given_by} ${purpose}`)).toEqual([
      "guardian overnight",
      "guardian photo",
      "guardian travel",
      "person photo",
    ]);
  });

  test("that has not come back is printed again with its code, whoever asks; other questions make another one", async () => {
    const young = await someMinor(hub, { hub: here });
    await print([young.id]);
    const code = await codeOf(hub, young.id);
    const own = await young.browser.post("/me/papers");
    expect(own.status).toBe(200);
    await print([young.id], "kk", ["data"]);
    const all = await hub.db
      .selectFrom("consents.paper")
      .select("code")
      .where("person_id", "=", young.id)
      .orderBy("printed_at")
      .execute();
    expect(all).toHaveLength(2);
    expect(all.map((each) => each.code)).toContain(code);
  });
});

describe("papers for a class", () => {
  test("are one PDF with a list in front, which also names those about whom nobody is asked", async () => {
    const class_ = await Promise.all(
      ["Айару", "Ерасыл", "Іңкәр"].map((given_name) => someMinor(hub, { hub: here, given_name })),
    );
    const grown = await someMember(hub.db, { hub: here, given_name: "Ересек", birth_date: "2000-01-01" });
    const answer = await print([...class_.map(({ id }) => id), grown], "kk", ["data"]);
    const { pages, tags } = await readPaper(answer.rawPayload);
    expect(pages).toBe(4);
    const cover = tags.slice(
      0,
      tags.findIndex((tag, index) => index > 0 && tag.role === "H1"),
    );
    for (const name of ["Айару", "Ерасыл", "Іңкәр", "Ересек"])
      expect(cover.filter(({ words }) => words.includes(name))).toHaveLength(1);
  });

  test("are refused with a sentence where nobody, nothing or no language was chosen", async () => {
    const { id } = await someMinor(hub, { hub: here });
    const grown = await someMember(hub.db, { hub: here, birth_date: "2000-01-01" });
    for (const answer of [
      await print([]),
      await print([id], "kk", []),
      await print([id], "xx"),
      await print([grown]),
    ]) {
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('class="error-summary');
    }
  });

  test("leave out whoever does not belong to the hub", async () => {
    const there = await someHub(hub.db, { slug: "elsewhere" });
    const stranger = await someMinor(hub, { hub: there });
    expect((await print([stranger.id])).statusCode).toBe(422);
    expect(
      await hub.db.selectFrom("consents.paper").select("id").where("person_id", "=", stranger.id).execute(),
    ).toEqual([]);
  });
});
