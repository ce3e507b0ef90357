import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { fill, press, type SeenPage } from "./tools.ts";

const coordinator = "coordinator";
const list = "/hubs/kokshetau/clearances";

export const protectionPages: SeenPage[] = [
  { name: "protection", role: "nobody", reach: "/protection" },
  { name: "clearances", role: coordinator, reach: list },
  { name: "clearances-soon", role: coordinator, reach: `${list}?view=soon` },
  { name: "clearances-missing", role: coordinator, reach: `${list}?view=missing` },
  { name: "clearances-everyone", role: "safeguarding_focal_point", reach: `${list}?view=everyone` },
  { name: "clearances-none", role: "national_coordinator", reach: "/hubs/semey/clearances?view=soon" },
  { name: "clearances-hubs", role: "national_coordinator", reach: "/clearances" },
  { name: "clearances-of-one", role: coordinator, reach: openTrainer },
  { name: "clearances-of-oneself", role: coordinator, reach: openOwn },
  { name: "clearance-refused", role: coordinator, reach: recordBadly, status: 422 },
  { name: "clearance-withdrawal-refused", role: coordinator, reach: withdrawBadly, status: 422 },
  { name: "clearances-own", role: coordinator, reach: "/me/clearances" },
  { name: "clearances-own-signed", role: "organisation_lead", reach: sign },
  { name: "clearances-own-young", role: "waiting", reach: "/me/clearances" },
];

async function openTrainer(page: Page, language: Language) {
  await page.goto(`/${language}${list}?view=soon`);
  await page.goto((await page.locator("main tbody th a").first().getAttribute("href")) ?? "");
}

async function openOwn(page: Page, language: Language) {
  await page.goto(`/${language}${list}`);
  await page.locator("main tbody th a", { hasText: "Сейітова Айгүл" }).click();
}

async function recordBadly(page: Page, language: Language) {
  await openTrainer(page, language);
  const form = 'main form[method=post]:has([name="document"])';
  await fill(page, { from_day: "31", from_month: "2" }, form);
  await press(page, form);
}

async function withdrawBadly(page: Page, language: Language) {
  await openTrainer(page, language);
  await press(page, 'main form[action$="/withdrawal"]');
}

async function sign(page: Page, language: Language) {
  await page.goto(`/${language}/me/clearances`);
  const form = 'main form[action$="/me/clearances/code"]';
  if ((await page.locator(form).count()) > 0) await press(page, form);
  else await page.goto(`/${language}/me/clearances?done=signed`);
}
