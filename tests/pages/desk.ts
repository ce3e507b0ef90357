import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { answer, codeFor, newContact, post, press, type SeenPage, wrongCode } from "./tools.ts";

const coordinator = "coordinator";
const at = (language: Language, path: string) => `/${language}${path}`;
const desk = "/desk/kokshetau";
const form = "form#desk";

export const deskPages: SeenPage[] = [
  { name: "desk", role: coordinator, reach: "/desk" },
  { name: "desk-choose", role: "national_coordinator", reach: "/desk" },
  { name: "desk-refused", role: coordinator, reach: sendEmpty, status: 422 },
  { name: "desk-not-agreed", role: coordinator, reach: register({ agreed: "" }), status: 422 },
  { name: "desk-village-found", role: coordinator, reach: look },
  { name: "desk-too-young", role: coordinator, reach: register({ birth_date_year: "2019" }), status: 422 },
  { name: "desk-done", role: coordinator, reach: register() },
  { name: "desk-done-waiting", role: coordinator, reach: register({ birth_date_year: "2011" }) },
  { name: "desk-alike", role: coordinator, reach: registerTwice, status: 409 },
  { name: "card", role: coordinator, reach: openCard },
  { name: "card-ended", role: coordinator, reach: endCard },
  { name: "card-on-duty", role: "national_coordinator", reach: refuseStaff },
  { name: "cards", role: coordinator, reach: makeCard },
  { name: "cards-none", role: "national_coordinator", reach: "/cards" },
  { name: "birth-date", role: coordinator, reach: openBirthDate },
  { name: "birth-date-refused", role: coordinator, reach: sendNoBirthDate, status: 422 },
  { name: "birth-date-done", role: coordinator, reach: makeYounger },
  { name: "desk-contact", role: coordinator, reach: askContact },
  { name: "desk-contact-refused", role: coordinator, reach: refuseContact, status: 422 },
  { name: "desk-contact-code", role: coordinator, reach: sendContact },
  { name: "desk-contact-wrong", role: coordinator, reach: typeWrongCode, status: 422 },
  { name: "sign-in-card", role: "nobody", reach: "/sign-in/card" },
  {
    name: "sign-in-card-refused",
    role: "nobody",
    reach: (page, to) => answer(page, at(to, "/sign-in/card"), { code: "2345 6789 ACEH KMPT" }),
    status: 422,
  },
  { name: "poster", role: "nobody", reach: "/hubs/kokshetau/poster" },
];

let people = 0;

/** Somebody nobody met before: no two of them are born on one day. */
function told(given: Record<string, string>): Record<string, string> {
  people += 1;
  return {
    surname: "Үстелова",
    given_name: "Еңлік",
    birth_date_day: String(1 + (people % 28)),
    birth_date_month: String(1 + (Math.floor(people / 28) % 12)),
    birth_date_year: "2008",
    settlement_code: "113657200",
    occupation: "school",
    speaks: "kk",
    wishes: "Ән үйреткім келеді",
    agreed: "yes",
    read: "-",
    ...given,
  };
}

function register(given: Record<string, string> = {}) {
  return (page: Page, language: Language) => post(page, at(language, desk), told(given));
}

async function sendEmpty(page: Page, language: Language) {
  await page.goto(at(language, desk));
  await press(page, form);
}

async function look(page: Page, language: Language) {
  const fields = { surname: "Сәрсенова", settlement_code_query: "алгабас", find: "settlement_code" };
  await post(page, at(language, desk), fields);
}

async function registerTwice(page: Page, language: Language) {
  const twice = register(told({}));
  await twice(page, language);
  await twice(page, language);
}

async function openCard(page: Page, language: Language) {
  await register()(page, language);
  await page.goto((await page.locator('main a[href$="/card"]').first().getAttribute("href")) ?? "");
}

async function makeCard(page: Page, language: Language) {
  await openCard(page, language);
  await press(page, "form#make");
}

async function endCard(page: Page, language: Language) {
  await openCard(page, language);
  const path = new URL(page.url()).pathname;
  await press(page, "form#make");
  await page.goto(path);
  await press(page, "form#end");
}

/** A coordinator is a member of her hub too, and has no card. */
async function refuseStaff(page: Page, language: Language) {
  await page.goto(at(language, "/people?hub=kokshetau&sort=-age"));
  await page.goto(`${(await page.locator("main tbody th a").first().getAttribute("href")) ?? ""}/card`);
}

async function openBirthDate(page: Page, language: Language) {
  await openCard(page, language);
  await page.goto(new URL(page.url()).pathname.replace(/card$/, "birth-date"));
}

async function sendNoBirthDate(page: Page, language: Language) {
  await openBirthDate(page, language);
  await press(page);
}

async function makeYounger(page: Page, language: Language) {
  await openBirthDate(page, language);
  await page.fill("#birth_date", "7");
  await page.selectOption("#birth_date_month", "3");
  await page.fill("#birth_date_year", "2011");
  await page.fill("#reason", "Куәлігін көрдік");
  await press(page);
}

async function askContact(page: Page, language: Language) {
  await openCard(page, language);
  await page.goto(new URL(page.url()).pathname.replace(/card$/, "contact"));
}

async function refuseContact(page: Page, language: Language) {
  await askContact(page, language);
  await page.fill("#contact", "әсел");
  await press(page);
}

async function sendContact(page: Page, language: Language): Promise<string> {
  const contact = newContact();
  await register({ contact })(page, language);
  return contact;
}

async function typeWrongCode(page: Page, language: Language) {
  const contact = await sendContact(page, language);
  await page.fill("#code", wrongCode(await codeFor(page, contact)));
  await press(page);
}
