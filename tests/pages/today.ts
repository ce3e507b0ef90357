import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { press, type SeenPage } from "./tools.ts";

export const todayPages: SeenPage[] = [
  { name: "today", role: "coordinator", reach: "/today" },
  { name: "today-national", role: "national_coordinator", reach: "/today" },
  { name: "today-administrator", role: "administrator", reach: "/today" },
  { name: "today-unticked", role: "coordinator", reach: tickNobody, status: 422 },
  { name: "today-confirmed", role: "coordinator", reach: confirmFirst },
];

const together = "form#members-volunteers-form";

async function tickNobody(page: Page, language: Language) {
  await page.goto(`/${language}/today`);
  await press(page, together);
}

async function confirmFirst(page: Page, language: Language) {
  await page.goto(`/${language}/today`);
  await page.locator("#members-volunteers").check();
  await press(page, together);
}
