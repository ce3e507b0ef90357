import type { Cookie, Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { castId } from "../../src/sample/cast.ts";
import { beginJoining, tellEverything } from "./joining.ts";
import { answer, codeFor, newContact, prepare, press, type SeenPage } from "./tools.ts";

const nobody = "nobody";
const coordinator = "coordinator";
const at = (language: Language, path: string) => `/${language}${path}`;

/** The second factor: given, lost, set up, and confirmed by others. Nobody else of the walk is one of these people. */
export const factorPages: SeenPage[] = [
  { name: "recovery-link", role: nobody, reach: followLink },
  { name: "second", role: nobody, reach: half("/sign-in/second") },
  { name: "second-refused", role: nobody, reach: halfAnswer("/sign-in/second", { code: "12" }), status: 422 },
  { name: "second-code", role: nobody, reach: half("/sign-in/second/code") },
  {
    name: "second-code-refused",
    role: nobody,
    reach: halfAnswer("/sign-in/second/code", { code: "12" }),
    status: 422,
  },
  { name: "second-lost", role: nobody, reach: half("/sign-in/second/recovery", "organisation_lead") },
  { name: "second-lost-asked", role: nobody, reach: askRecovery },
  { name: "second-setup", role: nobody, reach: newStaff("/sign-in/second/setup") },
  { name: "second-new-app", role: nobody, reach: newStaff("/sign-in/second/new-app") },
  { name: "second-new-app-refused", role: nobody, reach: setUpBadly, status: 422 },
  { name: "security-new-app", role: nobody, reach: openNewApp },
  { name: "security-codes", role: nobody, reach: readCodes },
  { name: "security-codes-refused", role: nobody, reach: leaveCodes, status: 422 },
  { name: "recoveries", role: coordinator, reach: listRecoveries },
  { name: "recovery", role: coordinator, reach: openRecovery },
  { name: "recovery-refused", role: coordinator, reach: confirmNothing, status: 422 },
];

/** Signs in as somebody of the sample who has a post, as far as the first step leads. */
async function enterHalf(page: Page, language: Language, who: string) {
  await prepare(page, at(language, "/sample/sign-in"), { person: castId(who) });
}

function half(path: string, who = "reviewer") {
  return async (page: Page, language: Language) => {
    await enterHalf(page, language, who);
    await page.goto(at(language, path));
  };
}

function halfAnswer(path: string, fields: Record<string, string>) {
  return async (page: Page, language: Language) => {
    await enterHalf(page, language, "reviewer");
    await answer(page, at(language, path), fields, "main form.form");
  };
}

async function askRecovery(page: Page, language: Language) {
  await enterHalf(page, language, "facilitator");
  await prepare(page, at(language, "/sign-in/second/recovery"));
  await page.goto(at(language, "/sign-in/second/recovery"));
}

const askers = { kk: "reviewer", ru: "coordinator semey", en: "coordinator almaty" } as const;
const links = new Map<Language, string>();

/** The letter with the link is sent once for each recovery; later visits follow the one that was read then. */
async function followLink(page: Page, language: Language) {
  await enterHalf(page, language, askers[language]);
  await prepare(page, at(language, "/sign-in/second/recovery"));
  if (!links.has(language)) {
    const outbox = await page.context().request.get("/en/outbox");
    const link = /\/recovery\/[\w-]{22}/.exec(await outbox.text())?.[0];
    if (!link) throw new Error("no letter tells of the recovery");
    links.set(language, link);
  }
  await page.context().clearCookies();
  await page.goto(at(language, links.get(language) ?? ""));
}

const newcomers = { kk: "nurzhan", ru: "dana", en: "bauyrzhan" } as const;
const entries = new Map<Language, Cookie[]>();

/** Somebody with a post comes in for the first time: by a code, with no second factor yet. They are asked for one once. */
function newStaff(path: string) {
  return async (page: Page, language: Language) => {
    const entry = entries.get(language) ?? (await enterByCode(page, language));
    entries.set(language, entry);
    await page.context().addCookies(entry);
    await page.goto(at(language, path));
  };
}

async function enterByCode(page: Page, language: Language): Promise<Cookie[]> {
  const contact = `${newcomers[language]}@example.org`;
  await prepare(page, at(language, "/sign-in"), { contact });
  await prepare(page, at(language, "/sign-in/code"), { code: await codeFor(page, contact) });
  return page.context().cookies();
}

async function setUpBadly(page: Page, language: Language) {
  await newStaff("/sign-in/second/new-app")(page, language);
  await page.fill("#code", "12");
  await press(page, "main form.form");
}

async function openNewApp(page: Page, language: Language) {
  await beginJoining(page, language, newContact());
  await tellEverything(page, language, {});
  await prepare(page, at(language, "/join/check"));
  await page.goto(at(language, "/me/security/new-app"));
}

/** A sample hub shows what an app would show. */
async function readCodes(page: Page, language: Language) {
  await openNewApp(page, language);
  const told = (await page.locator(".notice-info").textContent()) ?? "";
  await page.fill("#code", (/\d{3}\s\d{3}/.exec(told)?.[0] ?? "").replace(/\s/, ""));
  await press(page, "main form.form");
  await page.goto(at(language, "/me/security/codes"));
}

async function leaveCodes(page: Page, language: Language) {
  await readCodes(page, language);
  await page.locator("main form.form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await press(page, "main form.form");
}

/** Somebody else asks, in a browser of their own. */
async function someoneAsks(page: Page, language: Language) {
  const context = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin });
  const theirs = await context?.newPage();
  if (theirs) await askRecovery(theirs, language);
  await context?.close();
}

async function listRecoveries(page: Page, language: Language) {
  await page.goto(at(language, "/recoveries"));
  await someoneAsks(page, language);
  await page.reload();
}

async function openRecovery(page: Page, language: Language) {
  await listRecoveries(page, language);
  await page.goto((await page.locator("main a[href*='/recoveries/']").first().getAttribute("href")) ?? "");
}

async function confirmNothing(page: Page, language: Language) {
  await openRecovery(page, language);
  await press(page, "main form[action$='/confirmation']");
}
