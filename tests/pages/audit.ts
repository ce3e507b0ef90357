import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { answer, prepare, type SeenPage } from "./tools.ts";

const administrator = "administrator";

export const auditPages: SeenPage[] = [
  { name: "audit", role: administrator, reach: "/audit" },
  { name: "audit-narrowed", role: administrator, reach: "/audit?act=accounts.sign_in&from=2026-11-01" },
  { name: "audit-none", role: administrator, reach: "/audit?act=hubs.open&until=2020-01-01" },
  {
    name: "audit-unknown",
    role: administrator,
    reach: (page, language) => answer(page, `/${language}/audit`, { contact: "nobody@example.org" }, person),
    status: 422,
  },
  { name: "audit-sealed", role: administrator, reach: sealByHand },
  { name: "readers", role: "volunteer", reach: "/me/readers" },
  { name: "readers-some", role: "coordinator", reach: "/me/readers" },
];

const person = "main form[action$='/audit/person']";

async function sealByHand(page: Page, language: Language) {
  await prepare(page, `/${language}/audit/sealing`);
  await page.goto(`/${language}/audit?done=seal`);
}
