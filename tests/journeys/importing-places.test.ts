import iconv from "iconv-lite";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { go, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const ru = (sentence: () => string) => said("ru", sentence);

const head = "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude";
/** As an old spreadsheet saves it: Windows-1251, which has no letter for қ. */
const lost = iconv.encode(`${head}\n113600980,113600000,settlement,village,Қызылту,,,,\n`, "win1251");

describe.each([
  { how: "with script", script: true, code: "113600981", name: "Балауса" },
  { how: "without script", script: false, code: "113600982", name: "Балдәурен" },
])("on a desktop, in Russian, $how", ({ script, code, name }) => {
  test("an administrator reads why a file was refused, brings a right one, and finds the village", async () => {
    const page = await house.visitor({ script, width: 1280, language: "ru", role: "administrator" });
    await page.goto("/ru/places");
    await page.goto("/ru/places/import");
    await press(page, ru(m["places.import.submit"]));
    const summary = page.getByRole("alert");
    expect(await summary.getByRole("link").allTextContents()).toEqual([
      ru(m["places.import.format.missing"]),
      ru(m["places.import.file.missing"]),
    ]);

    await bring(page, "orphans.csv", `${head}\n${code},113999000,settlement,village,${name},,,,\n`);
    expect(await page.getByRole("main").textContent()).toContain(ru(m["places.import.refused.title"]));
    const reasons = await page.locator("main .notice li").allTextContents();
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(/2/);
    expect(reasons[0]).toContain("113999000");
    await bring(page, "old.csv", lost);
    expect((await page.locator("main .notice li").allTextContents()).join()).toContain("?ызылту");
    expect(await villages(code)).toEqual([]);

    await bring(
      page,
      "right.csv",
      `\uFEFF${head}\n${code},113600000,settlement,village,${name},,,53.1,69.2\n`,
    );
    expect(await page.getByRole("main").textContent()).toContain(name);
    expect(await villages(code)).toEqual([]);
    await press(page, ru(m["places.report.apply"]));
    expect(await page.getByRole("main").textContent()).toContain(ru(m["places.report.applied.text"]));
    expect(await villages(code)).toEqual([name]);

    await page.goto(`/kk/places/search?q=${name}`);
    await go(page, page.getByRole("main").getByRole("link", { name, exact: true }));
    expect(await heading(page)).toContain(name);
  });
});

async function bring(page: Page, file: string, content: string | Buffer) {
  await page.getByLabel(ru(m["places.import.format.csv"])).check();
  await page
    .getByLabel(ru(m["places.import.file"]), { exact: true })
    .setInputFiles({ name: file, mimeType: "text/csv", buffer: Buffer.from(content) });
  await press(page, ru(m["places.import.submit"]));
}

async function villages(code: string): Promise<(string | null)[]> {
  const rows = await house.db.selectFrom("places.place").select("name_kk").where("code", "=", code).execute();
  return rows.map((row) => row.name_kk);
}
