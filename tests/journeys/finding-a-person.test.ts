import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { go, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);

const screens = [
  { where: "a phone", width: 360, script: true },
  { where: "a phone without script", width: 360, script: false },
  { where: "a desktop", width: 1280, script: true },
  { where: "a desktop without script", width: 1280, script: false },
];

describe.each(screens)("on $where", ({ width, script }) => {
  test("a coordinator leafs through her people, orders and narrows them, and opens one of a village she spells her own way", async () => {
    const page = await house.visitor({ width, script, role: "coordinator" });
    await page.goto("/kk/people");
    const first = await names(page);
    expect(first).toHaveLength(50);
    await go(page, page.getByRole("link", { name: kk(m["ui.table.next"]) }));
    const second = await names(page);
    expect(second).toHaveLength(50);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await go(page, page.getByRole("link", { name: kk(m["ui.table.previous"]) }));
    expect(await names(page)).toEqual(first);

    await go(page, page.getByRole("link", { name: kk(m["members.column.age"]) }));
    const ages = await column(page, 1);
    expect(ages).toEqual([...ages].sort((a, b) => Number(a) - Number(b)));
    await go(page, page.getByRole("link", { name: kk(m["members.column.age"]) }));
    expect(Number((await column(page, 1))[0])).toBeGreaterThan(Number(ages[0]));

    await page.getByLabel(kk(m["members.column.age"])).selectOption("16-17");
    await page.getByLabel(kk(m["members.column.status"])).selectOption("volunteer");
    await press(page, kk(m["ui.filters.apply"]));
    expect([...new Set(await column(page, 1))].sort()).toEqual(["16", "17"]);
    expect(new Set(await column(page, 3))).toEqual(new Set([kk(m["members.status.volunteer"])]));
    await go(page, page.getByRole("link", { name: kk(m["ui.filters.clear"]) }));

    await page.getByLabel(kk(m["members.filter.q"])).fill("bystrymaiyl");
    await press(page, kk(m["ui.filters.apply"]));
    expect(await heading(page)).toBe(kk(m["members.people.title"]));
    expect(await page.getByRole("main").textContent()).toContain(kk(m["members.people.none"]));

    await page.getByLabel(kk(m["members.filter.q"])).fill("Alghabas");
    await press(page, kk(m["ui.filters.apply"]));
    const homes = await column(page, 2);
    expect(homes.length).toBeGreaterThan(0);
    expect(homes.filter((home) => !home.startsWith("Алгабас"))).toEqual([]);
    const [name = ""] = await names(page);
    await go(page, page.getByRole("main").getByRole("link", { name, exact: true }).first());
    expect(await heading(page)).toContain(name);
    expect(await page.getByRole("main").textContent()).toContain("Алгабас");
  });
});

const names = (page: Page): Promise<string[]> => page.locator("main tbody th").allTextContents();
const column = (page: Page, at: number): Promise<string[]> =>
  page.locator(`main tbody tr td:nth-child(${at + 1})`).allTextContents();
