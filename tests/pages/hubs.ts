import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { answer, fill, post, prepare, press, uncheckAll, type SeenPage } from "./tools.ts";

const national = "national_coordinator";
const form = "form[action*='/hubs/new/'].form";
const at = (language: Language, path: string) => `/${language}/hubs${path}`;

const named = {
  name_kk: "Көкшетау екінші хабы",
  name_ru: "Второй хаб Кокшетау",
  name_en: "Second Kokshetau hub",
};
const rest = {
  area: { area: "110000000" },
  people: {
    lowest_age: "14",
    highest_age: "29",
    consent_age: "16",
    languages: "kk",
    time_zone: "Asia/Almaty",
  },
  contacts: {
    opened_on_day: "1",
    opened_on_month: "12",
    opened_on_year: "2026",
    email: "hab@example.org",
    about_kk: "Жұма сайын жиналамыз.",
    partner_1_kk: "Қалалық кітапхана",
  },
};
const begun = { ...named, city_code: "111010000" };

export const hubPages: SeenPage[] = [
  { name: "hubs", role: "nobody", reach: "/hubs" },
  { name: "hubs-national", role: national, reach: "/hubs" },
  { name: "hub", role: "nobody", reach: "/hubs/kokshetau" },
  { name: "hub-own", role: "coordinator", reach: "/hubs/kokshetau" },
  { name: "hub-missing", role: "nobody", reach: "/hubs/nowhere", status: 404 },
  { name: "hub-new-place-found", role: national, reach: findCity },
  { name: "hub-new-name-refused", role: national, reach: refuse("name", { name_kk: "" }), status: 422 },
  { name: "hub-new-area", role: national, reach: step("area") },
  { name: "hub-new-area-refused", role: national, reach: refuseArea, status: 422 },
  { name: "hub-new-people", role: national, reach: step("people") },
  {
    name: "hub-new-people-refused",
    role: national,
    reach: refuse("people", { lowest_age: "x", highest_age: "5" }),
    status: 422,
  },
  { name: "hub-new-contacts", role: national, reach: step("contacts") },
  {
    name: "hub-new-contacts-refused",
    role: national,
    reach: refuse("contacts", { email: "x", phone: "1" }),
    status: 422,
  },
  { name: "hub-new-check", role: national, reach: step("check") },
  { name: "hub-new-check-missing", role: national, reach: step("check", {}) },
  { name: "hub-new", role: national, reach: "/hubs/new" },
  { name: "hub-edit", role: "coordinator", reach: "/hubs/kokshetau/edit" },
  { name: "hub-edit-national", role: national, reach: "/hubs/kokshetau/edit" },
  { name: "hub-edit-refused", role: "coordinator", reach: editBadly, status: 422 },
  { name: "hub-edit-stale", role: "coordinator", reach: editLate, status: 409 },
];

/** A hub begun, then the page of one step of it. */
function step(name: string, told: Record<string, string> = begun) {
  return async (page: Page, language: Language) => {
    const draft = randomUUID();
    await prepare(page, at(language, `/new/${draft}/name`), { ...begun, ...told });
    if (name === "check" && told === begun)
      for (const [each, answers] of Object.entries(rest))
        await prepare(page, at(language, `/new/${draft}/${each}`), answers);
    await page.goto(at(language, `/new/${draft}/${name}`));
  };
}

function refuse(name: string, fields: Record<string, string>) {
  return async (page: Page, language: Language) => {
    if (name === "name") await page.goto(at(language, "/new"));
    else await step(name)(page, language);
    await fill(page, fields, form);
    await press(page, form);
  };
}

async function refuseArea(page: Page, language: Language) {
  await step("area")(page, language);
  await uncheckAll(page, "area");
  await press(page);
}

async function findCity(page: Page, language: Language) {
  await post(page, at(language, `/new/${randomUUID()}/name`), {
    ...named,
    city_code_query: "kokshetau",
    find: "city_code",
  });
}

async function editBadly(page: Page, language: Language) {
  await answer(page, at(language, "/kokshetau/edit"), { email: "ұмытып кеттім", phone: "12" });
}

/** Sends a form that was opened before somebody else saved theirs. */
async function editLate(page: Page, language: Language) {
  const fields = { version: "99", email: "late@example.org", partner_1_kk: "Жаңа серіктес" };
  await post(page, at(language, "/kokshetau/edit"), fields);
}
