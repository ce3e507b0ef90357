import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What a screen reader would call the element that has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim();
  });

export const nameOfFocused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("name") ?? null);

const farthest = 120;

/** Goes on by Tab until the focus is where it is wanted; the focus can always be seen on the way. */
export async function tabUntil(
  page: Page,
  there: (label: string, name: string | null) => boolean,
): Promise<void> {
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

export const tabTo = (page: Page, name: string) => tabUntil(page, (_label, found) => found === name);
export const tabToButton = (page: Page, words: string) => tabUntil(page, (label) => label === words);

export async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Opens a list and goes down it to the one that is meant. */
export async function choose(page: Page, name: string, down: number): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Space");
  for (let times = 0; times < down; times += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

export async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

export async function chooseFromList(page: Page): Promise<void> {
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

export async function chooseOnThePageThatComes(page: Page, name = "settlement_code"): Promise<void> {
  await enter(page);
  await tabTo(page, name);
  await page.keyboard.press("Space");
}
