import { beforeAll, describe, expect, test } from "vitest";
import { openHub, type TestHub } from "../../../tests/hub.ts";
import { someHub } from "../../../tests/members.ts";
import { readPaper, readQr } from "../../../tests/papers.ts";
import { languages } from "../../platform/i18n/language.ts";

let hub: TestHub;
const address = { address_kk: "Абай көшесі, 96", address_ru: "ул. Абая, 96", address_en: "96 Abai Street" };
beforeAll(async () => {
  hub = await openHub({ PUBLIC_ADDRESS: "https://hub.example.kz" });
  const id = await someHub(hub.db, { slug: "kokshetau" });
  await hub.db.updateTable("hubs.hub").set(address).where("id", "=", id).execute();
});

const calls = { kk: "Хабқа қосылыңыз!", ru: "Вступайте в хаб!", en: "Join the hub!" };
const names = { kk: "Kokshetau хабы", ru: "Хаб Kokshetau", en: "Kokshetau hub" };
const locales = { kk: "kk-KZ", ru: "ru-KZ", en: "en-GB" };

describe.each(languages)("the poster in %s", (language) => {
  test("is a PDF that a screen reader can read: tagged, titled, in its language, the other calls in theirs", async () => {
    const answer = await hub.visit({ url: `/hubs/kokshetau/poster.pdf?language=${language}` });
    expect(answer.headers["content-type"]).toBe("application/pdf");
    const paper = await readPaper(answer.rawPayload);
    expect(paper).toMatchObject({ language: locales[language], marked: true, pages: 1 });
    expect(paper.title).toContain(names[language]);
    const others = languages.filter((each) => each !== language);
    expect(paper.tags.slice(1, 6)).toEqual([
      { role: "H1", words: calls[language] },
      ...others.map((each) => ({ role: "P", words: calls[each], lang: locales[each] })),
      { role: "H2", words: names[language] },
      { role: "P", words: address[`address_${language}`] },
    ]);
    const figures = paper.tags.filter((tag) => tag.role === "Figure");
    expect(figures).toEqual([{ role: "Figure", words: "", alt: expect.stringContaining(names[language]) }]);
    expect(paper.tags.some((tag) => tag.words === "hub.example.kz/hubs/kokshetau/join")).toBe(true);
  });

  test("is a page that anybody may read, and its code leads to joining this hub in the reader's own language", async () => {
    const { statusCode, body } = await hub.visit({ url: `/${language}/hubs/kokshetau/poster` });
    expect(statusCode).toBe(200);
    const size = Number(/<rect class="qr-ground" width="(\d+)"/.exec(body)?.[1]);
    const path = /<path class="qr-dots" d="([^"]+)"/.exec(body)?.[1] ?? "";
    expect(readQr({ size, path })).toBe("https://hub.example.kz/hubs/kokshetau/join");
    const led = await hub.visit({ url: "/hubs/kokshetau/join", headers: { "accept-language": language } });
    expect(led.headers.location).toBe(`/${language}/hubs/kokshetau/join`);
  });
});

test("a hub that is changed has a new poster at once; a hub that is none has no poster", async () => {
  const ask = async () => (await hub.visit({ url: "/hubs/kokshetau/poster.pdf?language=en" })).rawPayload;
  const before = await ask();
  expect((await ask()).equals(before)).toBe(true);
  await hub.db
    .updateTable("hubs.hub")
    .set((eb) => ({ name_en: "Another hub", version: eb("version", "+", 1) }))
    .where("slug", "=", "kokshetau")
    .execute();
  expect((await readPaper(await ask())).title).toContain("Another hub");
  for (const url of ["/hubs/nowhere/poster.pdf", "/en/hubs/nowhere/poster"])
    expect((await hub.visit({ url })).statusCode).toBe(404);
});
