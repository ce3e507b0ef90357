import type { Page } from "playwright-core";
import { type Language, languages } from "../../src/platform/i18n/language.ts";
import { fill, post, press, uncheckAll, type SeenPage } from "./tools.ts";

const coordinator = "coordinator";
const national = "national_coordinator";
const algabas = "%D0%B0%D0%BB%D0%B3%D0%B0%D0%B1%D0%B0%D1%81";

export const memberPages: SeenPage[] = [
  { name: "me", role: "volunteer", reach: "/me" },
  { name: "me-waiting", role: "waiting", reach: "/me" },
  { name: "me-coordinator", role: coordinator, reach: "/me" },
  { name: "me-administrator", role: "administrator", reach: "/me" },
  { name: "me-joined", role: "volunteer", reach: "/me?joined=kokshetau" },
  { name: "me-edit", role: "volunteer", reach: "/me/edit" },
  { name: "me-edit-saved", role: "volunteer", reach: "/me/edit?saved=yes" },
  { name: "me-edit-refused", role: "volunteer", reach: editBadly, status: 422 },
  { name: "me-edit-place-found", role: "volunteer", reach: lookForHome },
  { name: "me-edit-stale", role: "volunteer", reach: editLate, status: 409 },
  { name: "people", role: coordinator, reach: "/people" },
  { name: "people-found", role: coordinator, reach: `/people?q=${algabas}` },
  {
    name: "people-narrowed",
    role: coordinator,
    reach: "/people?district=113600000&age=16-17&status=volunteer&speaks=ru&sort=-age",
  },
  { name: "people-none", role: coordinator, reach: "/people?q=zzzzqq" },
  { name: "people-everywhere", role: national, reach: "/people" },
  {
    name: "people-missing",
    role: coordinator,
    reach: "/people/00000000-0000-4000-8000-000000000000",
    status: 404,
  },
  { name: "person", role: coordinator, reach: openFirst("/people?status=volunteer") },
  { name: "person-registered", role: coordinator, reach: openFirst("/people?status=registered") },
  { name: "person-made-volunteer", role: coordinator, reach: makeVolunteer },
  { name: "waiting", role: coordinator, reach: "/people/waiting" },
  { name: "waiting-national", role: national, reach: "/people/waiting" },
];

const edit = "form#edit";

async function editBadly(page: Page, language: Language) {
  await page.goto(`/${language}/me/edit`);
  await fill(page, { surname: "Сер1кова", given_name: "", wishes: "" }, edit);
  await uncheckAll(page, "speaks");
  await press(page, edit);
}

async function lookForHome(page: Page, language: Language) {
  await post(page, `/${language}/me/edit`, {
    settlement_code_query: "алгабас",
    find: "settlement_code",
    version: "1",
  });
}

/** Sends a form that was opened before the same person saved it on another device. */
async function editLate(page: Page, language: Language) {
  await page.goto(`/${language}/me/edit`);
  await fill(page, { wishes: "Балаларға шахмат үйреткім келеді." }, edit);
  await page
    .locator(`${edit} [name=version]`)
    .evaluate((field) => ((field as HTMLInputElement).value = "99"));
  await press(page, edit);
}

function openFirst(list: string) {
  return async (page: Page, language: Language) => {
    await page.goto(`/${language}${list}`);
    const row = page.locator("main tbody th a").nth(languages.indexOf(language));
    const href = await row.getAttribute("href");
    await page.goto(href ?? "");
  };
}

async function makeVolunteer(page: Page, language: Language) {
  await openFirst("/people?status=registered")(page, language);
  await press(page);
}
