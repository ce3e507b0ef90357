import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { codeAt } from "../../src/features/accounts/totp.ts";
import { m } from "../../src/platform/i18n/words.ts";
import type { Role } from "../sample-hub.ts";
import { lastCode } from "../joining.ts";
import { someApp } from "../factor.ts";
import { someMember, somePost, villages } from "../members.ts";
import { mail } from "../people.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { follow, go, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});
const kk = (sentence: () => string) => said("kk", sentence);
const day = 86_400_000;

describe.each([
  { how: "with script", script: true, contact: "aliya@mail.kz" },
  { how: "without script", script: false, contact: "bekzat@mail.kz" },
])("$how", ({ script, contact }) => {
  test("a trainer whose phone is gone is confirmed by two colleagues, waits a day and sets up a new one", async () => {
    await someTrainer(contact);
    const page = await house.visitor({ script });
    await showFirstStep(page, contact);
    await follow(page, kk(m["accounts.lost.use"]));
    await press(page, kk(m["accounts.lost.ask"]));

    await confirm(script, "coordinator");
    await page.reload();
    expect(await textOf(page)).toContain(kk(() => m["accounts.lost.asked"]({ confirmed: 1 })));
    await confirm(script, "national_coordinator");
    await page.goto("/kk/sign-in/second/recovery");
    expect(await page.locator("form#lost").count()).toBe(0);

    house.set(new Date(house.now().getTime() + day));
    await showFirstStep(page, contact);
    await page.goto("/kk/sign-in/second/recovery");
    await press(page, kk(m["accounts.lost.complete"]));
    expect(await heading(page)).toBe(kk(m["accounts.set_up.title"]));
    await follow(page, kk(m["accounts.set_up.app_begin"]));
    const secret = ((await page.locator("#secret").textContent()) ?? "").replace(/\s/g, "");
    await page.getByLabel(kk(m["accounts.second.code"])).fill(codeAt(secret, house.now()));
    await press(page, kk(m["accounts.app.submit"]));
    expect(await heading(page)).toBe(kk(m["accounts.codes.title"]));
    house.set(new Date(house.now().getTime() - day));
  });
});

const textOf = (page: Page) => page.getByRole("main").textContent();

async function someTrainer(contact: string) {
  const { id: hub } = await house.db
    .selectFrom("hubs.hub")
    .select("id")
    .where("slug", "=", "kokshetau")
    .executeTakeFirstOrThrow();
  const person = await someMember(house.db, {
    hub,
    contact: mail(contact),
    birth_date: "1994-04-12",
    settlement_code: villages.kokshetau,
    status: "volunteer",
  });
  await somePost(house.db, { person, post: "trainer", hub });
  await someApp(house, person);
}

async function showFirstStep(page: Page, contact: string) {
  await page.goto("/kk/sign-in");
  await page.getByLabel(kk(m["accounts.contact.mail"])).fill(contact);
  await press(page, kk(m["accounts.sign_in.send"]));
  await page.getByLabel(kk(m["accounts.code.label"]), { exact: true }).fill(await lastCode(house, contact));
  await press(page, kk(m["accounts.code.submit"]));
  expect(await heading(page)).toBe(kk(m["accounts.second.title"]));
}

/** Somebody of the staff finds it on their first page and says how they know. */
async function confirm(script: boolean, role: Role) {
  const page = await house.visitor({ script, role, width: 1280 });
  await page.goto("/kk/today");
  await go(page, page.locator("main a[href*='/recoveries/']").last());
  await page.getByLabel(kk(m["accounts.recovery.met"])).check();
  await page.getByLabel(kk(m["accounts.recovery.reason"])).fill("Кеше жиналыста бірге отырдық.");
  await press(page, kk(m["accounts.recovery.confirm"]));
  expect(await page.getByRole("status").first().textContent()).toContain(
    kk(m["accounts.recoveries.done.confirmed"]),
  );
}
