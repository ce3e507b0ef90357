import type { Locator, Page } from "playwright-core";
import { type Language, speak } from "../../src/platform/i18n/language.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { lastCode } from "../joining.ts";
import type { OpenHouse } from "./browser.ts";

/** A sentence of the product as a reader of this language meets it. */
export const said = (language: Language, sentence: () => string): string => speak(language, sentence);

/** Presses or follows something and waits for the page that comes. */
export async function go(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

/** Presses the button with these words. */
export const press = (page: Page, words: string): Promise<void> =>
  go(page, page.getByRole("main").getByRole("button", { name: words, exact: true }));

/** Follows the link with these words. */
export const follow = (page: Page, words: string): Promise<void> =>
  go(page, page.getByRole("main").getByRole("link", { name: words, exact: true }).first());

/** The page's heading. */
export const heading = (page: Page): Promise<string | null> =>
  page.getByRole("heading", { level: 1 }).textContent();

/** Signs in by a code, from the page that asks where to send it. */
export async function signIn(house: OpenHouse, page: Page, contact: string): Promise<void> {
  await page.goto("/kk/sign-in");
  await page.getByLabel(kk(m["accounts.contact.mail"])).fill(contact);
  await press(page, kk(m["accounts.sign_in.send"]));
  await page.getByLabel(kk(m["accounts.code.label"]), { exact: true }).fill(await lastCode(house, contact));
  await press(page, kk(m["accounts.code.submit"]));
}

const kk = (sentence: () => string) => said("kk", sentence);
