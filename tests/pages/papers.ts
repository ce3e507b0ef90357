import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { readPaper } from "../papers.ts";
import { answer, press, type SeenPage } from "./tools.ts";

const role = "coordinator";
const papers = "/hubs/kokshetau/papers";
const at = (language: Language, path: string) => `/${language}${path}`;

/** Papers of the sample: the first was printed, the next two the focal point recorded, the last two the coordinator. */
const sample = { look: "412 905 31", own: "412 905 33" };

export const paperPages: SeenPage[] = [
  { name: "papers", role, reach: papers },
  { name: "papers-unknown", role, reach: `${papers}?code=412905338`, status: 422 },
  { name: "paper-print", role, reach: `${papers}/print` },
  {
    name: "paper-print-refused",
    role,
    reach: (page, to) => answer(page, at(to, `${papers}/print`)),
    status: 422,
  },
  { name: "paper-printed", role, reach: openPrinted },
  { name: "paper-refused", role, reach: sendEmpty, status: 422 },
  { name: "paper-own-record", role, reach: openRow("own") },
  { name: "paper-edit", role, reach: editOwn },
  { name: "paper-scan-refused", role, reach: sendNoScan, status: 422 },
  { name: "paper-look", role, reach: openRow("look") },
  { name: "paper-return-refused", role, reach: returnWithout, status: 422 },
  { name: "paper-void", role, reach: makeVoid },
];

/** Opens one of the sample's papers from the list. */
function openRow(which: keyof typeof sample) {
  return async (page: Page, language: Language) => {
    await page.goto(at(language, papers));
    const link = page.locator("main tbody a", { hasText: sample[which] }).first();
    await page.goto((await link.getAttribute("href")) ?? "");
  };
}

/** Prints for whoever stands first, and takes the code from the sheet. */
async function openPrinted(page: Page, language: Language) {
  await page.goto(at(language, `${papers}/print`));
  const person = await page.locator("input[name=person]").last().getAttribute("value");
  const form = { person: person ?? "", purpose: "data", language };
  const headers = { "sec-fetch-site": "same-origin" };
  const pdf = await page.context().request.post(at(language, `${papers}/print`), { form, headers });
  const { tags } = await readPaper(await pdf.body());
  const code = tags.map(({ words }) => /\b\d{3} \d{3} \d{3}\b/.exec(words)?.[0]).find(Boolean) ?? "";
  await page.goto(at(language, `${papers}?code=${encodeURIComponent(code)}&day=2026-11-20`));
}

async function sendEmpty(page: Page, language: Language) {
  await openPrinted(page, language);
  await press(page, 'form[action$="/record"]');
}

async function editOwn(page: Page, language: Language) {
  await openRow("own")(page, language);
  await page.goto(`${page.url()}?edit=yes`);
}

async function sendNoScan(page: Page, language: Language) {
  await openRow("own")(page, language);
  await press(page, 'form[action$="/scan"]');
}

async function returnWithout(page: Page, language: Language) {
  await openRow("look")(page, language);
  await press(page, 'form[action$="/return"]');
}

async function makeVoid(page: Page, language: Language) {
  await openPrinted(page, language);
  await page.click("main details summary");
  await press(page, 'form[action$="/void"]');
}
