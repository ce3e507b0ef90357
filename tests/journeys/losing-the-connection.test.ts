import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { lastCode } from "../joining.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { follow, go, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);
const next = kk(m["members.join.next"]);

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("on a phone, in Kazakh, $how", ({ script }) => {
  const mail = script ? "togzhan.joins@example.org" : "nazym.joins@example.org";

  test("a girl from a village loses the connection, goes on where she was, and taps twice to be one person", async () => {
    const page = await house.visitor({ script });
    await showContact(page, mail);
    await tellName(page);
    await page.context().setOffline(true);
    if (script) await isToldThatNothingIsLost(page);
    else await meetsTheBrowsersOwnPage(page);
    await page.context().setOffline(false);

    await page.goto("/kk/join/name");
    if (!script) await tellName(page);
    expect(await page.getByLabel(kk(m["people.surname.label"])).inputValue()).toBe("Әбдірахманова");
    await press(page, next);

    await lookForHome(page, script, "Zerenda");
    await press(page, next);
    await page.getByLabel(kk(m["people.occupation.school"]), { exact: true }).check();
    await page.getByLabel(kk(m["people.speaks.kk"]), { exact: true }).check();
    await page.context().setOffline(true);
    await page.goto("/kk/join").catch(() => null);
    await page.context().setOffline(false);

    // What she had sent is there; only the last screen has to be answered again.
    await page.goto("/kk/join");
    await follow(page, kk(m["members.join.go_on"]));
    expect(new URL(page.url()).pathname).toBe("/kk/join/life");
    await page.getByLabel(kk(m["people.occupation.school"]), { exact: true }).check();
    await page.getByLabel(kk(m["people.speaks.kk"]), { exact: true }).check();
    await press(page, next);

    await page.getByRole("button", { name: kk(m["members.check.send"]), exact: true }).dblclick();
    await page.waitForURL("**/kk/join/done");
    expect(await heading(page)).toBe(kk(() => m["members.done.registered.title"]({ given_name: "Тоғжан" })));
    expect(await countPeople(mail)).toEqual({ people: 1, memberships: 1 });
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toBe("{}");
    await follow(page, kk(m["members.done.me"]));
    expect(await page.getByRole("main").textContent()).toContain("Зеренді");
  });
});

async function showContact(page: Page, mail: string) {
  await page.goto("/kk/hubs/kokshetau/join");
  await page.getByLabel(kk(m["accounts.contact.mail"])).fill(mail);
  await press(page, kk(m["accounts.sign_in.send"]));
  await page.getByLabel(kk(m["accounts.code.label"]), { exact: true }).fill(await lastCode(house, mail));
  await press(page, next);
}

async function tellName(page: Page) {
  await page.getByLabel(kk(m["people.surname.label"])).fill("Әбдірахманова");
  await page.getByLabel(kk(m["people.given_name.label"])).fill("Тоғжан");
  await page.getByLabel(kk(m["ui.date.day"])).fill("30");
  await page.getByLabel(kk(m["ui.date.month"])).selectOption("9");
  await page.getByLabel(kk(m["ui.date.year"])).fill("2007");
}

/** The form stays, says why it was not sent, and is there again after the page was lost as well. */
async function isToldThatNothingIsLost(page: Page) {
  await page.getByRole("button", { name: next, exact: true }).click();
  expect(await page.getByRole("status").textContent()).toBe(kk(m["ui.form.offline"]));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto("/kk/join/name");
  expect(await heading(page)).toBe(kk(m["http.offline.title"]));
}

async function meetsTheBrowsersOwnPage(page: Page) {
  await page.getByRole("button", { name: next, exact: true }).click();
  await page.waitForURL(/^chrome-error:/);
}

async function lookForHome(page: Page, script: boolean, typed: string) {
  const field = page.getByLabel(kk(m["people.settlement_code.label"])).and(page.locator("input"));
  if (script) {
    await field.pressSequentially(typed, { delay: 20 });
    await page.getByRole("option").first().click();
  } else {
    await field.fill(typed);
    await go(page, page.getByRole("button", { name: kk(m["ui.place.find"]) }));
    await page.getByRole("radio").first().check();
  }
}

async function countPeople(mail: string) {
  const people = await house.db
    .selectFrom("people.contact")
    .select("person_id")
    .where("value", "=", mail)
    .execute();
  const memberships = await house.db
    .selectFrom("members.membership")
    .select("id")
    .where(
      "person_id",
      "in",
      people.map((row) => row.person_id),
    )
    .execute();
  return { people: people.length, memberships: memberships.length };
}
