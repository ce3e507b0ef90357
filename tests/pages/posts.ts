import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { answer, fill, press, type SeenPage } from "./tools.ts";

const coordinator = "coordinator";
const national = "national_coordinator";
const observer = "observer";
const nowhere = "00000000-0000-4000-8000-000000000000";

export const postPages: SeenPage[] = [
  { name: "posts", role: coordinator, reach: "/posts" },
  { name: "posts-soon", role: coordinator, reach: "/posts?view=soon" },
  { name: "posts-ended", role: coordinator, reach: "/posts?view=ended" },
  { name: "posts-none", role: coordinator, reach: "/posts?post=administrator" },
  { name: "posts-everywhere", role: national, reach: "/posts" },
  { name: "posts-administrator", role: "administrator", reach: "/posts" },
  { name: "post", role: coordinator, reach: openPost("/posts?view=soon&post=trainer") },
  { name: "post-ended", role: coordinator, reach: openPost("/posts?view=ended") },
  { name: "post-own", role: "trainer", reach: openOwn },
  { name: "post-missing", role: coordinator, reach: `/posts/${nowhere}`, status: 404 },
  { name: "post-last", role: "administrator", reach: layDownLast, status: 422 },
  { name: "post-find", role: coordinator, reach: "/posts/new" },
  { name: "post-find-nobody", role: coordinator, reach: findNobody, status: 422 },
  { name: "post-give", role: coordinator, reach: offer },
  { name: "post-give-anywhere", role: national, reach: offer },
  { name: "post-give-refused", role: national, reach: giveBadly, status: 422 },
  { name: "post-given", role: national, reach: give },
  { name: "rights", role: "volunteer", reach: "/posts/rights" },
  { name: "me-observer", role: observer, reach: "/me" },
  { name: "me-regional", role: "regional_coordinator", reach: "/me" },
  { name: "totals", role: observer, reach: "/hubs/kokshetau/totals" },
  { name: "totals-hubs", role: national, reach: "/totals" },
  { name: "person-with-posts", role: coordinator, reach: openHolder },
];

function openPost(list: string) {
  return async (page: Page, language: Language) => {
    await page.goto(`/${language}${list}`);
    await page.goto((await page.locator("main tbody th a").first().getAttribute("href")) ?? "");
  };
}

async function openHolder(page: Page, language: Language) {
  await page.goto(`/${language}/people?q=balgabaeva+nazym`);
  await page.goto((await page.locator("main tbody th a").first().getAttribute("href")) ?? "");
}

async function openOwn(page: Page, language: Language) {
  await page.goto(`/${language}/me`);
  await page.goto((await page.locator("main a[href*='/posts/']").first().getAttribute("href")) ?? "");
}

async function layDownLast(page: Page, language: Language) {
  await openPost("/posts?post=administrator")(page, language);
  await press(page, "form#removal");
}

const form = "main form[method=post]";

async function findNobody(page: Page, language: Language) {
  await answer(page, `/${language}/posts/new`, { contact: "nobody@example.org" });
}

async function offer(page: Page, language: Language) {
  await answer(page, `/${language}/posts/new`, { contact: "daniyar@example.org" });
}

async function giveBadly(page: Page, language: Language) {
  await offer(page, language);
  await fill(page, { last_day_day: "31", last_day_month: "2", last_day_year: "2027" }, form);
  await press(page, form);
}

async function give(page: Page, language: Language) {
  await answer(page, `/${language}/posts/new`, { contact: "artyom@example.org" });
  const where = await page
    .locator("select[name=where] option", { hasText: /Kokshetau|Көкшетау|Кокшетау/ })
    .first()
    .getAttribute("value");
  await fill(page, { post: "facilitator", where: where ?? "" }, form);
  await press(page, form);
}
