import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import { beginJoining, tellEverything } from "./joining.ts";
import {
  answer,
  codeFor,
  fill,
  newContact,
  post,
  prepare,
  press,
  type SeenPage,
  wrongCode,
} from "./tools.ts";

const nobody = "nobody";
const form = "main form.form";
const at = (language: Language, path: string) => `/${language}${path}`;

export const accountPages: SeenPage[] = [
  { name: "sign-in", role: nobody, reach: "/sign-in" },
  {
    name: "sign-in-refused",
    role: nobody,
    reach: (page, to) => answer(page, at(to, "/sign-in"), { contact: "әсел" }, form),
    status: 422,
  },
  { name: "sign-in-code", role: nobody, reach: askForCode },
  { name: "sign-in-code-wrong", role: nobody, reach: typeWrongCode, status: 422 },
  { name: "sign-in-code-ended", role: nobody, reach: typeManyWrongCodes, status: 422 },
  { name: "sign-in-code-wait", role: nobody, reach: askTooOften },
  { name: "sign-in-who", role: nobody, reach: askWhichOfThem },
  { name: "sign-in-who-refused", role: nobody, reach: chooseNobody, status: 422 },
  { name: "sign-in-nobody", role: nobody, reach: confirmUnknown },
  { name: "sign-in-password", role: nobody, reach: "/sign-in/password" },
  { name: "sign-in-password-refused", role: nobody, reach: typeWrongPassword, status: 422 },
  { name: "security", role: "waiting", reach: "/me/security" },
  {
    name: "security-refused",
    role: "waiting",
    reach: (page, to) => answer(page, at(to, "/me/security"), { password: "1234567890" }),
    status: 422,
  },
  {
    name: "security-code",
    role: "volunteer",
    reach: (page, to) => post(page, at(to, "/me/security/code"), { contact: "0" }),
  },
  {
    name: "security-code-refused",
    role: "volunteer",
    reach: async (page, to) => {
      await post(page, at(to, "/me/security/code"), { contact: "0" });
      await fill(page, { code: "12" });
      await press(page);
    },
    status: 422,
  },
];

/** Asks for a code as somebody nobody knows; answers their contact. */
async function ask(page: Page, language: Language): Promise<string> {
  const contact = newContact();
  await prepare(page, at(language, "/sign-in"), { contact });
  return contact;
}

async function askForCode(page: Page, language: Language) {
  await ask(page, language);
  await page.goto(at(language, "/sign-in/code"));
}

async function typeWrongCode(page: Page, language: Language) {
  const contact = await ask(page, language);
  await answer(page, at(language, "/sign-in/code"), { code: wrongCode(await codeFor(page, contact)) });
}

async function typeManyWrongCodes(page: Page, language: Language) {
  const contact = await ask(page, language);
  const code = wrongCode(await codeFor(page, contact));
  for (let time = 1; time < 5; time += 1) await prepare(page, at(language, "/sign-in/code"), { code });
  await answer(page, at(language, "/sign-in/code"), { code });
}

async function askTooOften(page: Page, language: Language) {
  await ask(page, language);
  for (let time = 1; time < 5; time += 1) await prepare(page, at(language, "/sign-in/code/again"));
  await page.goto(at(language, "/sign-in/code"));
  await press(page, "form#again");
}

async function confirmUnknown(page: Page, language: Language) {
  const contact = await ask(page, language);
  await answer(page, at(language, "/sign-in/code"), { code: await codeFor(page, contact) });
}

/** A brother and a sister have joined with one address; now it is asked who is here. */
async function askWhichOfThem(page: Page, language: Language) {
  const contact = newContact();
  for (const given_name of ["Айша", "Алдияр"]) {
    await beginJoining(page, language, contact);
    if (given_name === "Алдияр") await prepare(page, at(language, "/join/another"));
    await tellEverything(page, language, { given_name });
    await prepare(page, at(language, "/join/check"));
    await page.context().clearCookies();
  }
  await prepare(page, at(language, "/sign-in"), { contact });
  await answer(page, at(language, "/sign-in/code"), { code: await codeFor(page, contact) });
}

async function chooseNobody(page: Page, language: Language) {
  await askWhichOfThem(page, language);
  await press(page);
}

async function typeWrongPassword(page: Page, language: Language) {
  const password = "бұл құпиясөз емес";
  await answer(page, at(language, "/sign-in/password"), { contact: newContact(), password });
}
