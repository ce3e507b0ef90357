import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { beginJoining, tellEverything } from "./joining.ts";
import { answer, codeFor, fill, newContact, prepare, press, type SeenPage, wrongCode } from "./tools.ts";

const nobody = "nobody";
const reminders = 'form[action$="/consents/reminders"]';
const draft = "form#draft-form";
const at = (language: Language, path: string) => `/${language}${path}`;

export const consentPages: SeenPage[] = [
  { name: "consents-own", role: "volunteer", reach: "/me/consents" },
  { name: "consents-own-waiting", role: nobody, reach: joinedAsChild("/me/consents") },
  { name: "consents-own-asked", role: nobody, reach: async (page, to) => void (await asked(page, to)) },
  { name: "agreement", role: nobody, reach: joinedWithoutWord },
  { name: "guardian-naming", role: nobody, reach: joinedAsChild("/me/guardian") },
  { name: "guardian-naming-refused", role: nobody, reach: nameNobody, status: 422 },
  { name: "consent-link", role: nobody, reach: openLink },
  { name: "consent-own-browser", role: nobody, reach: sendFromOwnBrowser, status: 422 },
  { name: "consent-code", role: nobody, reach: async (page, to) => void (await sendCode(page, to)) },
  { name: "consent-code-wrong", role: nobody, reach: typeWrongCode, status: 422 },
  { name: "consent-answers", role: nobody, reach: async (page, to) => void (await reachAnswers(page, to)) },
  { name: "consent-answers-refused", role: nobody, reach: sendEmptyAnswers, status: 422 },
  { name: "consent-answered", role: nobody, reach: async (page, to) => void (await agree(page, to)) },
  { name: "consent-ended", role: nobody, reach: askTwice },
  { name: "consent", role: nobody, reach: "/consent" },
  {
    name: "consent-refused",
    role: nobody,
    reach: (page, to) => answer(page, at(to, "/consent"), { contact: "әсел" }),
    status: 422,
  },
  { name: "consent-lasting-code", role: nobody, reach: (page, to) => askForCode(page, to, newContact()) },
  { name: "consent-given-none", role: nobody, reach: (page, to) => enter(page, to, newContact()) },
  { name: "consent-given", role: nobody, reach: async (page, to) => enter(page, to, await agree(page, to)) },
  { name: "consent-withdrawn", role: nobody, reach: withdraw },
  { name: "consent-board", role: "coordinator", reach: board("") },
  { name: "consent-board-no", role: "coordinator", reach: board("?list=no") },
  { name: "consent-board-soon", role: "coordinator", reach: board("?list=soon") },
  { name: "consent-board-all", role: "coordinator", reach: board("?list=waiting&all=yes&state=unnamed") },
  {
    name: "consent-board-none",
    role: "coordinator",
    reach: board("?list=soon&purpose=travel&district=113600000"),
  },
  { name: "consent-board-reminded", role: "coordinator", reach: remindAll },
  { name: "consent-board-refused", role: "coordinator", reach: remindNobody, status: 422 },
  { name: "consent-texts", role: "national_coordinator", reach: "/consent-texts" },
  { name: "consent-texts-read", role: "coordinator", reach: "/consent-texts" },
  { name: "consent-text-read", role: "administrator", reach: "/consent-texts/photo" },
  { name: "consent-text", role: "national_coordinator", reach: "/consent-texts/travel" },
  { name: "consent-text-kept", role: "national_coordinator", reach: keepHalfDraft },
  { name: "consent-text-preview", role: "national_coordinator", reach: previewDraft },
  { name: "consent-text-refused", role: "national_coordinator", reach: keepBadDraft, status: 422 },
  { name: "consent-text-stale", role: "national_coordinator", reach: keepLateDraft, status: 409 },
  { name: "consent-text-unconfirmed", role: "national_coordinator", reach: publishUnread, status: 422 },
  { name: "consent-text-published", role: "national_coordinator", reach: publishNew },
  { name: "consent-boards", role: "national_coordinator", reach: "/consents" },
];

function board(query: string) {
  return `/hubs/kokshetau/consents${query}`;
}

/** Begins a draft anew, each time in other words, and keeps it. */
async function keepDraft(page: Page, language: Language, purpose: string, given: Record<string, string>) {
  await prepare(page, at(language, `/consent-texts/${purpose}/draft/removal`));
  await page.goto(at(language, `/consent-texts/${purpose}`));
  await fill(page, { body_en: `May we? ${Date.now()}`, ...given }, draft);
  await press(page, draft);
}

async function keepHalfDraft(page: Page, language: Language) {
  await keepDraft(page, language, "overnight", { title_kk: "", body_ru: "" });
}

async function previewDraft(page: Page, language: Language) {
  await keepDraft(page, language, "overnight", {});
  await page.goto(at(language, "/consent-texts/overnight/preview"));
}

async function keepBadDraft(page: Page, language: Language) {
  await keepDraft(page, language, "badge", { term_months: "99" });
}

/** Keeps what was opened before the same draft was kept in another window. */
async function keepLateDraft(page: Page, language: Language) {
  await keepDraft(page, language, "badge", { title_en: "A badge for all to see" });
  await page
    .locator(`${draft} [name=version]`)
    .evaluate((field) => ((field as HTMLInputElement).value = "99"));
  await fill(page, { title_en: "Publishing a badge or a certificate" }, draft);
  await press(page, draft);
}

async function publishUnread(page: Page, language: Language) {
  await keepDraft(page, language, "messenger", {});
  await press(page, "form#publication");
}

async function publishNew(page: Page, language: Language) {
  await keepDraft(page, language, "messenger", {});
  await page.check("#confirmed");
  await press(page, "form#publication");
}

async function remindAll(page: Page, language: Language) {
  await page.goto(at(language, board("?list=waiting&all=yes")));
  await press(page, reminders);
}

async function remindNobody(page: Page, language: Language) {
  await page.goto(at(language, board("")));
  await press(page, reminders);
}

/** Somebody of fifteen who has just joined, on a page of theirs. */
function joinedAsChild(path: string) {
  return async (page: Page, language: Language) => {
    await beginJoining(page, language);
    await tellEverything(page, language, { born: "2011-09-30" });
    await prepare(page, at(language, "/join/check"));
    await page.goto(at(language, path));
  };
}

/** Somebody grown whose own agreement is not there, as of members from before consents existed. */
async function joinedWithoutWord(page: Page, language: Language) {
  await beginJoining(page, language);
  await tellEverything(page, language);
  await prepare(page, at(language, "/join/check"));
  await page.goto(at(language, "/me/agreement"));
}

async function nameNobody(page: Page, language: Language) {
  await joinedAsChild("/me/guardian")(page, language);
  await page.fill("#contact", "әсел");
  await press(page);
}

/** A young person has named their mother; answers her contact. */
async function asked(page: Page, language: Language): Promise<string> {
  await joinedAsChild("/me/guardian")(page, language);
  const contact = newContact();
  const naming = { name: "Сәрсенова Гүлнар", relation: "mother", contact, language };
  await answer(page, at(language, "/me/guardian"), naming);
  return contact;
}

/** The link that was last sent to a contact, read where a sample hub shows its letters. */
async function linkFor(page: Page, contact: string): Promise<string> {
  const outbox = await page.context().request.get("/en/outbox");
  const letters = (await outbox.text()).split(contact).slice(1);
  const link = letters.map((letter) => /\/consent\/[\w-]{22}/.exec(letter)?.[0]).find(Boolean);
  if (!link) throw new Error(`no link was sent to ${contact}`);
  return link;
}

/** The mother's own phone: nobody has been signed in there. */
async function onOwnPhone(page: Page, language: Language): Promise<{ contact: string; link: string }> {
  const contact = await asked(page, language);
  const link = await linkFor(page, contact);
  await page.context().clearCookies();
  return { contact, link };
}

async function openLink(page: Page, language: Language) {
  await page.goto(at(language, (await onOwnPhone(page, language)).link));
}

async function sendFromOwnBrowser(page: Page, language: Language) {
  const link = await linkFor(page, await asked(page, language));
  await page.goto(at(language, link));
  await press(page);
}

async function sendCode(page: Page, language: Language): Promise<{ contact: string; link: string }> {
  const whose = await onOwnPhone(page, language);
  await page.goto(at(language, whose.link));
  await press(page);
  return whose;
}

async function typeWrongCode(page: Page, language: Language) {
  const { contact } = await sendCode(page, language);
  await page.fill("#code", wrongCode(await codeFor(page, contact)));
  await press(page);
}

async function reachAnswers(page: Page, language: Language): Promise<string> {
  const { contact } = await sendCode(page, language);
  await page.fill("#code", await codeFor(page, contact));
  await press(page);
  return contact;
}

async function sendEmptyAnswers(page: Page, language: Language) {
  await reachAnswers(page, language);
  await press(page);
}

/** The mother agrees to everything but photos; answers her contact. */
async function agree(page: Page, language: Language): Promise<string> {
  const contact = await reachAnswers(page, language);
  for (const purpose of ["data", "travel", "overnight", "badge", "messenger"])
    await page.check(`input[name=${purpose}][value=agreed]`);
  await page.check("input[name=photo][value=refused]");
  await page.check("#adult");
  await press(page);
  return contact;
}

async function askTwice(page: Page, language: Language) {
  const link = await linkFor(page, await asked(page, language));
  const naming = { name: "Сәрсенова Гүлнар", relation: "mother", contact: newContact(), language };
  await answer(page, at(language, "/me/guardian"), naming);
  await page.goto(at(language, link));
}

async function askForCode(page: Page, language: Language, contact: string) {
  await answer(page, at(language, "/consent"), { contact });
}

async function enter(page: Page, language: Language, contact: string) {
  await askForCode(page, language, contact);
  await page.fill("#code", await codeFor(page, contact));
  await press(page);
}

async function withdraw(page: Page, language: Language) {
  await enter(page, language, await agree(page, language));
  await press(page, 'form[action$="/consent/given/withdrawal"]');
}
