import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { samplePeople } from "../../src/sample/load.ts";
import { lastCode } from "../joining.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { heading, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("by the keyboard alone, $how", ({ script }) => {
  test("somebody jumps over what stands on every page", async () => {
    const page = await house.visitor({ script });
    await page.goto("/kk/about");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe(kk(m["ui.page.skip"]));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(() => document.activeElement?.closest("main, footer")?.localName),
    ).not.toBeNull();
    expect(await page.evaluate(() => document.activeElement?.closest("header"))).toBeNull();
  });

  test("somebody joins", async () => {
    const mail = script ? "perne1@example.org" : "perne2@example.org";
    const page = await house.visitor({ script });
    await page.goto("/kk/hubs/kokshetau/join");
    await type(page, "contact", mail);
    await enter(page);
    await type(page, "code", await lastCode(house, mail));
    await enter(page);
    await type(page, "surname", "Байжанов");
    await type(page, "given_name", "Мирас");
    await type(page, "birth_date_day", "5");
    await choose(page, "birth_date_month", 2);
    await type(page, "birth_date_year", "2006");
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/join/place");
    await type(page, "settlement_code_query", "Zerenda");
    await (script ? chooseFromList(page) : chooseOnThePageThatComes(page));
    await tabToButton(page, kk(m["members.join.next"]));
    await enter(page);
    await tabTo(page, "occupation");
    await page.keyboard.press("Space");
    await tabTo(page, "speaks");
    await page.keyboard.press("Space");
    await tabToButton(page, kk(m["members.join.next"]));
    await enter(page);
    await tabToButton(page, kk(m["members.check.send"]));
    await enter(page);
    await page.waitForURL("**/kk/join/done");
    expect(await heading(page)).toContain("Мирас");
  });

  test("somebody who mistypes is led to the field, mends it and signs in", async () => {
    const [volunteer] = await samplePeople(house.db);
    const contact = volunteer?.contact ?? "";
    const page = await house.visitor({ script });
    await page.goto("/kk/sign-in");
    await type(page, "contact", "әсел@mail");
    await enter(page);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("contact");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(contact);
    await enter(page);
    await type(page, "code", await lastCode(house, contact));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/me");
  });

  test("somebody finds a village and reads its page", async () => {
    const page = await house.visitor({ script });
    await page.goto("/kk/places");
    await type(page, "q", "Zerendi");
    await enter(page);
    await tabUntil(page, (label) => label.startsWith("Зеренді"));
    await enter(page);
    expect(await heading(page)).toContain("Зеренді");
  });

  test("a member changes what they told, reads in another language and signs out", async () => {
    const page = await house.visitor({ script, role: script ? "waiting" : "volunteer" });
    await page.goto("/kk/me");
    await tabToButton(page, kk(m["members.me.edit"]));
    await enter(page);
    await type(page, "wishes", " 1");
    await tabToButton(page, kk(m["people.edit.save"]));
    await enter(page);
    expect(await page.locator("main .notice-good").textContent()).toContain(kk(m["people.edit.saved"]));
    await tabUntil(page, (label) => label.startsWith("Рус"));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/ru/me/edit");
    await tabToButton(page, said("ru", m["people.edit.me"]));
    await enter(page);
    await tabToButton(page, said("ru", m["accounts.sign_out"]));
    await enter(page);
    await page.goto("/ru/me");
    expect(new URL(page.url()).pathname).toBe("/ru/sign-in");
  });

  test("a national coordinator begins a hub", async () => {
    const page = await house.visitor({ script, role: "national_coordinator", width: 1280 });
    await page.goto("/kk/hubs");
    await tabToButton(page, kk(m["hubs.list.new"]));
    await enter(page);
    for (const language of ["kk", "ru", "en"]) await type(page, `name_${language}`, `Hub ${language}`);
    await type(page, "city_code_query", "Kokshetau");
    await (script ? chooseFromList(page) : chooseOnThePageThatComes(page, "city_code"));
    await tabToButton(page, kk(m["hubs.new.next"]));
    await enter(page);
    expect(new URL(page.url()).pathname).toMatch(/\/area$/);
  });

  test("a coordinator finds a person and makes them a volunteer", async () => {
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await page.goto("/kk/people");
    await type(page, "q", "Alghabas");
    await choose(page, "status", 1);
    await tabToButton(page, kk(m["ui.filters.apply"]));
    await enter(page);
    const name = (await page.locator("main tbody th a").first().textContent()) ?? "";
    await tabUntil(page, (label) => label === name);
    await enter(page);
    expect(await heading(page)).toContain(name);
    await tabToButton(page, kk(m["members.person.make_volunteer"]));
    await enter(page);
    expect(new URL(page.url()).search).toBe("?done=volunteer");
  });
});

/** What a screen reader would call the element that has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

const nameOfFocused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("name") ?? null);

const farthest = 120;

/** Goes on by Tab until the focus is where it is wanted; the focus can always be seen on the way. */
async function tabUntil(page: Page, there: (label: string, name: string | null) => boolean): Promise<void> {
  let steps = 0;
  do {
    await page.keyboard.press("Tab");
    steps += 1;
    if (steps > farthest) throw new Error("Tab does not lead there");
  } while (!there(await focused(page), await nameOfFocused(page)));
  expect(await isSeen(page)).toBe(true);
}

/** Whether the focused element is in the window, with nothing over it, and marked. */
const isSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { left, top, width, height } = element.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    const marked = outlineStyle !== "none" || boxShadow !== "none";
    return marked && over !== null && (element.contains(over) || over.contains(element));
  });

const tabTo = (page: Page, name: string) => tabUntil(page, (_label, found) => found === name);
const tabToButton = (page: Page, words: string) => tabUntil(page, (label) => label === words);

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Opens a list and goes down it to the one that is meant. */
async function choose(page: Page, name: string, down: number): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Space");
  for (let times = 0; times < down; times += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

async function chooseFromList(page: Page): Promise<void> {
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

async function chooseOnThePageThatComes(page: Page, name = "settlement_code"): Promise<void> {
  await enter(page);
  await tabTo(page, name);
  await page.keyboard.press("Space");
}
