import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { codeAt } from "../../src/features/accounts/totp.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { lastCode } from "../joining.ts";
import { someMember, villages } from "../members.ts";
import { mail } from "../people.ts";
import { fill } from "../pages/tools.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { follow, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);

describe.each([
  { how: "with script", script: true, contact: "zarina@mail.kz" },
  { how: "without script", script: false, contact: "madiyar@mail.kz" },
])("$how", ({ script, contact }) => {
  test("a new coordinator is given her post, sets up a second factor on her phone and meets her first day", async () => {
    await someMember(house.db, {
      hub: await kokshetau(),
      contact: mail(contact),
      birth_date: "1994-04-12",
      settlement_code: villages.kokshetau,
      status: "volunteer",
    });
    const national = await house.visitor({ script, role: "national_coordinator", width: 1280 });
    await national.goto("/kk/posts/new");
    await fill(national, { contact });
    await press(national, kk(m["members.posts.find"]));
    const hub = national.locator("select[name=where] option", { hasText: /Көкшетау/ }).first();
    await fill(national, { post: "coordinator", where: (await hub.getAttribute("value")) ?? "" });
    await press(national, kk(m["members.posts.give"]));

    const page = await house.visitor({ script });
    await showFirstStep(page, contact);
    expect(await heading(page)).toBe(kk(m["accounts.set_up.title"]));
    // Half in, she can read nothing of anybody yet.
    await page.goto("/kk/people");
    expect(new URL(page.url()).pathname).toMatch(/^\/kk\/sign-in\/second/);
    await follow(page, kk(m["accounts.set_up.app_begin"]));
    const secret = ((await page.locator("#secret").textContent()) ?? "").replace(/\s/g, "");
    await page.getByLabel(kk(m["accounts.second.code"])).fill(codeAt(secret, house.now()));
    await press(page, kk(m["accounts.app.submit"]));

    expect(await page.locator("#codes li").count()).toBe(10);
    await page.getByLabel(kk(m["accounts.codes.kept"])).check();
    await press(page, kk(m["accounts.codes.submit"]));
    // The page she wanted at first waits for her.
    expect(new URL(page.url()).pathname).toBe("/kk/people");
    await page.goto("/kk/me/security/codes");
    expect(await page.locator("#codes").count()).toBe(0);

    await page.goto("/kk/today");
    const waiting = page.locator("form[action$='/today/members.volunteers']").first();
    await Promise.all([page.waitForEvent("load"), waiting.locator("button").click()]);
    expect(await page.getByRole("status").first().textContent()).toBe(
      kk(() => m["members.today.confirmed"]({ count: 1, left: 0 })),
    );
  });
});

const kokshetau = async () => {
  const hub = house.db.selectFrom("hubs.hub").select("id").where("slug", "=", "kokshetau");
  return (await hub.executeTakeFirstOrThrow()).id;
};

async function showFirstStep(page: Page, contact: string) {
  await page.goto("/kk/sign-in");
  await page.getByLabel(kk(m["accounts.contact.mail"])).fill(contact);
  await press(page, kk(m["accounts.sign_in.send"]));
  await page.getByLabel(kk(m["accounts.code.label"]), { exact: true }).fill(await lastCode(house, contact));
  await press(page, kk(m["accounts.code.submit"]));
}
