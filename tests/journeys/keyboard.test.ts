import { beforeAll, describe, expect, test } from "vitest";
import { sampleHubId } from "../../src/features/hubs/index.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { samplePeople } from "../../src/sample/load.ts";
import { lastCode } from "../joining.ts";
import { someMember } from "../members.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { heading, said } from "./hands.ts";
import {
  choose,
  chooseFromList,
  chooseOnThePageThatComes,
  enter,
  focused,
  tabTo,
  tabToButton,
  tabUntil,
  type,
} from "./keys.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("by the keyboard alone, $how", ({ script }) => {
  test("somebody jumps over what stands on every page", async () => {
    const page = await house.visitor({ script });
    await page.goto("/kk/about");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe(kk(m["ui.page.skip"]));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(() => document.activeElement?.closest("main, footer")?.localName),
    ).not.toBeNull();
    expect(await page.evaluate(() => document.activeElement?.closest("header"))).toBeNull();
  });

  test("task 1 of ten: somebody joins", async () => {
    const mail = script ? "perne1@example.org" : "perne2@example.org";
    const page = await house.visitor({ script });
    await page.goto("/kk/hubs/kokshetau/join");
    await type(page, "contact", mail);
    await enter(page);
    await type(page, "code", await lastCode(house, mail));
    await enter(page);
    await type(page, "surname", "Байжанов");
    await type(page, "given_name", "Мирас");
    await type(page, "birth_date_day", "5");
    await choose(page, "birth_date_month", 2);
    await type(page, "birth_date_year", "2006");
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/join/place");
    await type(page, "settlement_code_query", "Zerenda");
    await (script ? chooseFromList(page) : chooseOnThePageThatComes(page));
    await tabToButton(page, kk(m["members.join.next"]));
    await enter(page);
    await tabTo(page, "occupation");
    await page.keyboard.press("Space");
    await tabTo(page, "speaks");
    await page.keyboard.press("Space");
    await tabToButton(page, kk(m["members.join.next"]));
    await enter(page);
    await tabToButton(page, kk(m["members.check.send"]));
    await enter(page);
    await page.waitForURL("**/kk/join/done");
    expect(await heading(page)).toContain("Мирас");
  });

  test("task 2 of ten: somebody who mistypes is led to the field, mends it and signs in", async () => {
    const [volunteer] = await samplePeople(house.db);
    const contact = volunteer?.contact ?? "";
    const page = await house.visitor({ script });
    await page.goto("/kk/sign-in");
    await type(page, "contact", "әсел@mail");
    await enter(page);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("contact");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(contact);
    await enter(page);
    await type(page, "code", await lastCode(house, contact));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/me");
  });

  test("task 3 of ten: somebody finds a village and reads its page", async () => {
    const page = await house.visitor({ script });
    await page.goto("/kk/places");
    await type(page, "q", "Zerendi");
    await enter(page);
    await tabUntil(page, (label) => label.startsWith("Зеренді"));
    await enter(page);
    expect(await heading(page)).toContain("Зеренді");
  });

  test("task 4 of ten: a member changes what they told, reads in another language and signs out", async () => {
    const page = await house.visitor({ script, role: script ? "waiting" : "volunteer" });
    await page.goto("/kk/me");
    await tabToButton(page, kk(m["members.me.edit"]));
    await enter(page);
    await type(page, "wishes", " 1");
    await tabToButton(page, kk(m["people.edit.save"]));
    await enter(page);
    expect(await page.locator("main .notice-good").textContent()).toContain(kk(m["people.edit.saved"]));
    await tabUntil(page, (label) => label.startsWith("Рус"));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/ru/me/edit");
    await tabToButton(page, said("ru", m["people.edit.me"]));
    await enter(page);
    await tabToButton(page, said("ru", m["accounts.sign_out"]));
    await enter(page);
    await page.goto("/ru/me");
    expect(new URL(page.url()).pathname).toBe("/ru/sign-in");
  });

  test("task 5 of ten: somebody sets a password and comes back by it", async () => {
    const contact = script ? "perne3@example.org" : "perne4@example.org";
    const hub = sampleHubId("kokshetau");
    await someMember(house.db, { hub, contact: { kind: "mail", value: contact } });
    const page = await house.visitor({ script });
    await page.goto("/kk/me/security");
    await type(page, "contact", contact);
    await enter(page);
    await type(page, "code", await lastCode(house, contact));
    await enter(page);
    // Whoever is from before consents is asked first, and led on to where they were going.
    await tabToButton(page, kk(m["consents.answer.agree"]));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/me/security");
    await type(page, "password", "үш көк тау мен бір өзен");
    await enter(page);
    expect(new URL(page.url()).search).toBe("?done=password");
    await tabToButton(page, kk(m["accounts.sign_out"]));
    await enter(page);

    await page.goto("/kk/sign-in");
    await tabToButton(page, kk(m["accounts.sign_in.by_password"]));
    await enter(page);
    await type(page, "contact", contact);
    await type(page, "password", "үш көк тау мен бір өзен");
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/me");
  });
});
