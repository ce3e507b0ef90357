import { beforeAll, expect, test } from "vitest";
import { sampleHubId } from "../../src/features/hubs/index.ts";
import { lastCode } from "../joining.ts";
import { someMember } from "../members.ts";
import { openHouse, type OpenHouse } from "./browser.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

const phones = [
  { how: "with script", script: true, mail: "ayaulym@example.org" },
  { how: "without script", script: false, mail: "balnur@example.org" },
];

test.each(phones)(
  "a young person joins on a phone, in Kazakh, loses the connection, and comes back by a code, $how",
  async ({ script, mail }) => {
    let page = await house.visitor({ script });
    const go = (form: string) => page.click(`form[action="/kk/join/${form}"] .btn:not([name=find])`);
    await page.goto("/kk/hubs/kokshetau");
    await page.click('main a[href^="/kk/join"]');
    await page.fill("#contact", mail);
    await go("contact");
    await page.fill("#code", await lastCode(house, mail));
    await go("code");
    await page.fill("#surname", "Сейітова");
    await page.fill("#given_name", "Балнұр");
    await page.fill("#birth_date", "7");
    await page.selectOption("#birth_date_month", "3");
    await page.fill("#birth_date_year", "2011");
    await go("name");
    await page.waitForURL("**/join/place");

    // The phone is gone; another one goes on where the first stopped.
    house.set(new Date(house.now().getTime() + 1000));
    await page.context().close();
    page = await house.visitor({ script });
    await page.goto("/kk/join?hub=kokshetau");
    await page.fill("#contact", mail);
    await go("contact");
    await page.fill("#code", await lastCode(house, mail));
    await go("code");
    await page.click('main a[href="/kk/join/place"]');
    if (script) {
      await page.locator("#settlement_code").pressSequentially("algabas", { delay: 30 });
      await page.click("[role=option] >> nth=0");
    } else {
      await page.fill("#settlement_code", "algabas");
      await page.click("button[name=find]");
      await page.check("input[type=radio][name=settlement_code] >> nth=0");
    }
    await go("place");
    await page.check("input[value=school]");
    await page.check("input[name=speaks][value=kk]");
    await go("life");
    await page.waitForURL("**/join/check");
    expect(await page.textContent("main")).toContain("Сіз 15 жастасыз, сондықтан келісім керек");
    await go("check");
    await page.waitForURL("**/join/done");
    expect(await page.textContent("h1")).toBe("Балнұр, рақмет!");

    // Signed out, and in again by a code.
    await page.goto("/kk/me");
    await page.click('form[action="/kk/sign-out"] button');
    house.set(new Date(house.now().getTime() + 1000));
    await page.goto("/kk/sign-in?next=/me");
    await page.fill("#contact", mail);
    await page.click('form[action="/kk/sign-in"] .btn');
    await page.fill("#code", await lastCode(house, mail));
    await page.click('form[action="/kk/sign-in/code"] .btn');
    await page.waitForURL("**/me");
    expect(await page.textContent("main")).toContain("келісім күтіп тұр");
  },
);

test.each([true, false])(
  "a coordinator finds a person by a differently spelled village and makes them a volunteer (script: %s)",
  async (script) => {
    const page = await house.visitor({ script, role: "coordinator", width: script ? 1280 : 360 });
    const surname = script ? "Сапарова" : "Тасболатова";
    const zerendi = "115630100";
    await someMember(house.db, {
      hub: sampleHubId("kokshetau"),
      surname,
      given_name: "Інжу",
      settlement_code: zerendi,
    });
    const name = `${surname} Інжу`;
    await page.goto("/kk/people");
    await page.fill("#q", "Zerendi");
    await page.click(".filters .btn");
    await page.waitForURL("**q=Zerendi**");
    expect(await page.textContent("main tbody")).toContain("Зеренді");
    await page.click(`main tbody a:text-is("${name}")`);
    expect(await page.textContent("h1")).toContain(name);
    await page.click('form[action$="/volunteer"] button');
    await page.waitForURL("**done=volunteer");
    expect(await page.textContent("main .notice-good")).toContain("енді хабтың волонтері");
    const shared = await house.visitor({ script, role: "coordinator" });
    await shared.goto("/kk/people?q=Zerendi&status=volunteer");
    expect(await shared.textContent("main tbody")).toContain(name);
  },
);
