import { beforeAll, describe, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { open } from "../pages.ts";
import { deskPages } from "../pages/desk.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { heading, said } from "./hands.ts";
import { choose, enter, nameOfFocused, tabTo, tabToButton, tabUntil, type } from "./keys.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);

describe.each([
  { how: "with script", script: true, surname: "Дәуренқызы" },
  { how: "without script", script: false, surname: "Серікқызы" },
])("by the keyboard alone, $how", ({ script, surname }) => {
  test("a coordinator registers somebody without a phone, who then signs in by the printed card on another phone", async () => {
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await page.goto("/kk/desk");
    // The cursor stands in the first field: no Tab is needed to begin.
    await expect.poll(() => nameOfFocused(page)).toBe("surname");
    await page.keyboard.type(surname);
    await type(page, "given_name", "Аружан");
    await type(page, "birth_date_day", "5");
    await choose(page, "birth_date_month", 3);
    await type(page, "birth_date_year", "2008");
    await type(page, "settlement_code_query", "Zerendi");
    if (script) await page.locator("[role=option]").first().waitFor();
    // One Enter takes the first village: from the list, or on the page that comes, where the focus is on it.
    await (script ? page.keyboard.press("Enter") : enter(page));
    await tabTo(page, "occupation");
    await page.keyboard.press("Space");
    await tabTo(page, "speaks");
    await page.keyboard.press("Space");
    await tabTo(page, "agreed");
    await page.keyboard.press("Space");
    await tabToButton(page, kk(m["desk.save"]));
    await enter(page);

    expect(await heading(page)).toBe(said("kk", () => m["desk.done.title"]({ given_name: "Аружан" })));
    await expect.poll(() => nameOfFocused(page)).toBe("surname");
    expect(await page.inputValue("#surname")).toBe("");
    const who = await house.db
      .selectFrom("people.person")
      .select(["settlement_code", "birth_date", "speaks"])
      .where("surname", "=", surname)
      .execute();
    expect(who).toEqual([{ settlement_code: expect.any(String), birth_date: "2008-03-05", speaks: ["kk"] }]);

    await page.keyboard.press("Shift+Tab");
    await enter(page);
    expect(await heading(page)).toContain("Аружан");
    await tabToButton(page, kk(m["desk.card.make"]));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/cards");
    const code = (await page.locator(".pocket-card").last().locator(".pocket-groups").textContent()) ?? "";

    const phone = await house.visitor({ script });
    await phone.goto("/kk/sign-in");
    await tabUntil(phone, (label) => label === kk(m["accounts.sign_in.by_card"]));
    await enter(phone);
    await type(phone, "code", code.toLowerCase());
    await enter(phone);
    expect(new URL(phone.url()).pathname).toBe("/kk/me");
    expect(await heading(phone)).toContain("Аружан");
  });
});

test("cards are printed at the size of a pocket, side by side, and nothing else with them", async () => {
  const page = await house.visitor({ role: "coordinator", width: 1280, dark: true });
  const card = deskPages.find((each) => each.name === "cards")!;
  for (let each = 0; each < 3; each += 1) await open(page, "kk", card);
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(() => {
    const boxes = (selector: string) =>
      [...document.querySelectorAll(selector)].flatMap((each) => [...each.getClientRects()]);
    return {
      cards: boxes(".pocket-card").map(({ x, width, height }) => [x, width, height].map(Math.round)),
      rest: boxes("h1, .header, .footer, .lead, button, nav").length,
    };
  });
  const [left = 0] = printed.cards[0] ?? [];
  const [wide, high] = [85, 54].map((length) => Math.round((length / 25.4) * 96));
  expect(printed).toEqual({
    cards: [
      [left, wide, high],
      [left + wide!, wide, high],
      [left, wide, high],
    ],
    rest: 0,
  });
});

test("a list on paper is a table in black on white with who printed it, without buttons and menus", async () => {
  const page = await house.visitor({ role: "coordinator", width: 1280, dark: true });
  await page.goto("/kk/people?status=volunteer");
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(() => {
    const seen = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((each) => getComputedStyle(each).display !== "none" && each.getClientRects().length > 0)
        .map((each) => each.innerText.trim());
    const cell = getComputedStyle(document.querySelector("td") as Element);
    return {
      colour: cell.color,
      heads: getComputedStyle(document.querySelector("thead") as Element).display,
      rest: seen("button, nav, header, footer, .filters-end, .data-pages"),
      narrowed: seen(".filters .field").length,
      by: seen(".printed")[0],
    };
  });
  expect(printed).toMatchObject({
    colour: "rgb(0, 0, 0)",
    heads: "table-header-group",
    rest: [],
    narrowed: 1,
  });
  expect(printed.by).toContain("Айгүл");
});
