import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { answer, codeFor, newContact, prepare, press, type SeenPage, wrongCode } from "./tools.ts";

const nobody = "nobody";
const at = (language: Language, path: string) => `/${language}/join${path}`;

export const joiningPages: SeenPage[] = [
  { name: "join", role: nobody, reach: "/join" },
  { name: "join-lost", role: nobody, reach: "/join?lost=yes" },
  { name: "join-refused", role: nobody, reach: (page, to) => answer(page, at(to, "")), status: 422 },
  { name: "join-begun", role: nobody, reach: begun("") },
  { name: "join-contact", role: nobody, reach: "/hubs/kokshetau/join" },
  { name: "join-contact-refused", role: nobody, reach: typeNoAddress, status: 422 },
  { name: "join-code", role: nobody, reach: askForCode },
  { name: "join-code-wrong", role: nobody, reach: typeWrongCode, status: 422 },
  { name: "join-code-wait", role: nobody, reach: askTooOften },
  { name: "join-name", role: nobody, reach: begun("/name") },
  { name: "join-name-refused", role: nobody, reach: refuse("/name", "1"), status: 422 },
  { name: "join-name-too-young", role: nobody, reach: tellOfAChild, status: 422 },
  { name: "join-place", role: nobody, reach: begun("/place", "name") },
  { name: "join-place-found", role: nobody, reach: look("алгабас") },
  { name: "join-place-none", role: nobody, reach: look("zzzzqq") },
  { name: "join-place-refused", role: nobody, reach: refuse("/place", ""), status: 422 },
  { name: "join-place-chosen", role: nobody, reach: begun("/place", "name", "place") },
  { name: "join-life", role: nobody, reach: begun("/life", "name", "place") },
  { name: "join-life-refused", role: nobody, reach: refuse("/life", ""), status: 422 },
  { name: "join-check", role: nobody, reach: begun("/check", "name", "place", "life") },
  { name: "join-check-waiting", role: nobody, reach: checkAsChild },
  { name: "join-known", role: nobody, reach: comeBack },
  { name: "join-known-same", role: nobody, reach: joinTwice },
  { name: "join-sent", role: nobody, reach: loseTheAnswer },
  { name: "join-done", role: nobody, reach: send("2008-03-07") },
  { name: "join-done-waiting", role: nobody, reach: send("2011-09-30") },
  { name: "join-member", role: "volunteer", reach: "/join/member" },
  {
    name: "join-member-refused",
    role: "volunteer",
    reach: (page, to) => answer(page, at(to, "/member")),
    status: 422,
  },
];

/** Shows that a contact is theirs, as somebody who wants to join Kokshetau. */
export async function beginJoining(page: Page, language: Language, contact = newContact()): Promise<string> {
  await prepare(page, at(language, "/contact"), { hub: "kokshetau", contact });
  await prepare(page, at(language, "/code"), { hub: "kokshetau", code: await codeFor(page, contact) });
  return contact;
}

const told = {
  name: (born: string) => ({
    surname: "Сәрсенова",
    given_name: "Еңлік",
    patronymic: "Нұрланқызы",
    ...partsOf(born),
  }),
  place: () => ({ settlement_code: "113657200" }),
  life: () => ({
    occupation: "school",
    occupation_place: "№ 3 мектеп",
    speaks: "kk",
    wishes: "Ән үйреткім келеді",
  }),
};
type Screen = keyof typeof told;

function partsOf(born: string): Record<string, string> {
  const [year = "", month = "", day = ""] = born.split("-").map((part) => String(Number(part)));
  return { birth_date_day: day, birth_date_month: month, birth_date_year: year };
}

/** Answers every question of the form. */
export async function tellEverything(
  page: Page,
  language: Language,
  { given_name = "Еңлік", born = "2008-03-07" }: { given_name?: string; born?: string } = {},
): Promise<void> {
  await prepare(page, at(language, "/name"), { ...told.name(born), given_name });
  await prepare(page, at(language, "/place"), told.place());
  await prepare(page, at(language, "/life"), told.life());
}

/** A form begun and answered so far, at one of its screens. */
function begun(path: string, ...answered: Screen[]) {
  return async (page: Page, language: Language) => {
    await beginJoining(page, language);
    for (const screen of answered)
      await prepare(page, at(language, `/${screen}`), told[screen]("2008-03-07"));
    await page.goto(at(language, path));
  };
}

/** Goes on from a screen with answers that cannot stand. */
function refuse(path: "/name" | "/place" | "/life", text: string) {
  const before: Record<typeof path, Screen[]> = {
    "/name": [],
    "/place": ["name"],
    "/life": ["name", "place"],
  };
  return async (page: Page, language: Language) => {
    await begun(path, ...before[path])(page, language);
    if (text) await page.fill("[name=surname]", text);
    await press(page);
  };
}

async function typeNoAddress(page: Page, language: Language) {
  await answer(page, at(language, "/contact?hub=kokshetau"), { contact: "әселмейл.кз" });
}

async function askForCode(page: Page, language: Language): Promise<string> {
  const contact = newContact();
  await answer(page, at(language, "/contact?hub=kokshetau"), { contact });
  return contact;
}

async function typeWrongCode(page: Page, language: Language) {
  const contact = await askForCode(page, language);
  await page.fill("[name=code]", wrongCode(await codeFor(page, contact)));
  await press(page);
}

async function askTooOften(page: Page, language: Language) {
  const contact = newContact();
  await prepare(page, at(language, "/contact"), { hub: "kokshetau", contact });
  for (let time = 1; time < 5; time += 1)
    await prepare(page, at(language, "/code/again"), { hub: "kokshetau" });
  await page.goto(at(language, "/code?hub=kokshetau"));
  await press(page, "form#again");
}

async function tellOfAChild(page: Page, language: Language) {
  await beginJoining(page, language);
  await answer(page, at(language, "/name"), told.name("2019-01-02"));
}

function look(query: string) {
  return async (page: Page, language: Language) => {
    await begun("/place", "name")(page, language);
    await page.evaluate((words) => {
      const form = document.querySelector("main form") as HTMLFormElement;
      form.insertAdjacentHTML("beforeend", '<input name="find" value="settlement_code" hidden>');
      (form.elements.namedItem("settlement_code_query") as HTMLInputElement).value = words;
    }, query);
    const send = page.evaluate(() => document.querySelector<HTMLFormElement>("main form")?.submit());
    await Promise.all([page.waitForEvent("load"), send]);
  };
}

async function checkAsChild(page: Page, language: Language) {
  await beginJoining(page, language);
  await tellEverything(page, language, { born: "2011-09-30" });
  await page.goto(at(language, "/check"));
}

function send(born: string) {
  return async (page: Page, language: Language) => {
    await beginJoining(page, language);
    await tellEverything(page, language, { born });
    await answer(page, at(language, "/check"));
  };
}

async function joinOnce(page: Page, language: Language): Promise<string> {
  const contact = await beginJoining(page, language);
  await tellEverything(page, language);
  await prepare(page, at(language, "/check"));
  return contact;
}

async function comeBack(page: Page, language: Language) {
  const contact = await joinOnce(page, language);
  await page.context().clearCookies();
  await beginJoining(page, language, contact);
  await page.goto(at(language, "/known"));
}

async function joinTwice(page: Page, language: Language) {
  const contact = await joinOnce(page, language);
  await page.context().clearCookies();
  await beginJoining(page, language, contact);
  await tellEverything(page, language);
  await answer(page, at(language, "/check"));
}

async function loseTheAnswer(page: Page, language: Language) {
  await joinOnce(page, language);
  await page.goto(at(language, "/check"));
}
