import type { Page } from "playwright-core";
import type { Language } from "../../src/platform/i18n/language.ts";
import type { Role } from "../sample-hub.ts";

/** A page as somebody sees it: what pictures, the accessibility walk and the HTML validator go through. */
export type SeenPage = {
  name: string;
  role: Role;
  /** Where it is, or what one does to see it. */
  reach: string | ((page: Page, language: Language) => Promise<unknown>);
  /** What the server answers with, where it is not 200. */
  status?: number;
  /** Faults that are none here, each with its reason beside it. */
  permits?: string[];
};

type Fields = Record<string, string | readonly string[]>;
type File = { name: string; text: string };

const posting = "main form[method=post]";

/** Opens a page as its reader would; a guest comes with nothing from earlier pages. */
export async function open(page: Page, language: Language, { reach, role }: SeenPage): Promise<void> {
  if (role === "nobody") await page.context().clearCookies();
  await (typeof reach === "string" ? page.goto(`/${language}${reach}`) : reach(page, language));
}

/** Opens a page, fills its form by the names of the fields and sends it. */
export async function answer(page: Page, path: string, fields: Fields = {}, form = posting): Promise<void> {
  await page.goto(path);
  await fill(page, fields, form);
  await press(page, form);
}

/** Fills a form by the names of its fields, as far as they are there. */
export async function fill(page: Page, fields: Fields, form = posting): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(form).first().locator(`[name="${name}"]:not([type=hidden])`);
    const kind = await field.first().evaluate((each) => (each as HTMLInputElement).type);
    if (kind === "radio" || kind === "checkbox")
      for (const one of [value].flat())
        await page.locator(form).first().locator(`[name="${name}"][value="${one}"]`).check();
    else if (kind === "select-one") await field.selectOption(String(value));
    else await field.fill(String(value));
  }
}

/** Takes back every choice of a group of boxes. */
export async function uncheckAll(page: Page, name: string): Promise<void> {
  const checked = page.locator(`input[name="${name}"]:checked`);
  while ((await checked.count()) > 0) await checked.first().uncheck();
}

/** Sends a form by its last button and waits for the page that answers. */
export async function press(page: Page, form = posting): Promise<void> {
  const button = page.locator(form).first().locator("button:not([name]):not([formaction])").last();
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

/** Sends a form as this browser would, without drawing what comes: for what went before the page to be seen. */
export async function prepare(page: Page, path: string, fields: Record<string, string> = {}): Promise<void> {
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await page.context().request.post(path, { form: fields, headers, maxRedirects: 0 });
  if (answer.status() >= 500) throw new Error(`${path} answered ${answer.status()}`);
}

/** Sends a form that no page of this state shows, as a page left open since yesterday would. */
export async function post(
  page: Page,
  action: string,
  fields: Record<string, string>,
  file?: File,
): Promise<void> {
  if (!page.url().startsWith("http")) await page.goto(action.slice(0, 3));
  await Promise.all([page.waitForEvent("load"), page.evaluate(sendForm, { action, fields, file })]);
}

function sendForm({
  action,
  fields,
  file,
}: {
  action: string;
  fields: Record<string, string>;
  file: File | undefined;
}) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action, enctype: file ? "multipart/form-data" : form.enctype });
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    form.append(field);
  }
  if (file) {
    const field = Object.assign(document.createElement("input"), { type: "file", name: "file" });
    const files = new DataTransfer();
    files.items.add(new File([file.text], file.name, { type: "text/csv" }));
    field.files = files.files;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

/** The code that was last sent to a contact, read where a sample hub shows its letters. */
export async function codeFor(page: Page, contact: string): Promise<string> {
  const outbox = await page.context().request.get("/en/outbox");
  const letters = (await outbox.text()).split(contact).slice(1);
  const code = letters.map((letter) => /\b\d{6}\b/.exec(letter)?.[0]).find(Boolean);
  if (!code) throw new Error(`no code was sent to ${contact}`);
  return code;
}

/** Six digits that are not the code. */
export const wrongCode = (code: string): string => (code === "111111" ? "222222" : "111111");

let visitors = 0;
/** An address that nobody has used before. */
export const newContact = (): string => `walker${(visitors += 1)}.${Date.now()}@example.org`;
