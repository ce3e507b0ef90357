import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleHubId } from "../../src/features/hubs/index.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { samplePeople } from "../../src/sample/load.ts";
import { lastCode } from "../joining.ts";
import { someMember } from "../members.ts";
import { wrongCode } from "../pages/tools.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { follow, heading, press, said, signIn } from "./hands.ts";

let house: OpenHouse;
const contacts = new Map<string, string>();
beforeAll(async () => {
  house = await openHouse();
  for (const { role, contact } of await samplePeople(house.db))
    if (!contacts.has(role)) contacts.set(role, contact);
});
const contactOf = (role: string) => contacts.get(role) ?? "";
const kk = (sentence: () => string) => said("kk", sentence);

describe.each([
  { how: "with script", script: true },
  { how: "without script", script: false },
])("on a phone, in Kazakh, $how", ({ script }) => {
  test("somebody comes back by a code, and a slip of the finger is told kindly", async () => {
    const contact = contactOf("volunteer");
    const page = await house.visitor({ script });
    await page.goto("/kk/me");
    expect(new URL(page.url()).pathname).toBe("/kk/sign-in");
    await page.getByLabel(kk(m["accounts.contact.mail"])).fill(contact);
    await press(page, kk(m["accounts.sign_in.send"]));
    const code = await lastCode(house, contact);
    const field = page.getByLabel(kk(m["accounts.code.label"]), { exact: true });
    await field.fill(wrongCode(code));
    await press(page, kk(m["accounts.code.submit"]));
    const wrong = kk(() => m["accounts.code.refused.wrong"]({ left: 4 }));
    expect(await page.getByRole("alert").textContent()).toContain(wrong);
    await page.getByRole("alert").getByRole("link", { name: wrong }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await press(page, kk(m["accounts.code.submit"]));
    expect(new URL(page.url()).pathname).toBe("/kk/me");
    expect(await heading(page)).toBe(kk(() => m["members.me.hello"]({ given_name: "Данияр" })));
  });

  test("the next user of the phone finds nothing of the last one", async () => {
    const own = script ? "zhuldyzai@example.org" : "raushangul@example.org";
    await newCoordinator(own);
    const page = await house.visitor({ script });
    await signIn(house, page, own);
    await page.goto("/kk/people");
    const stranger = (await page.locator("main tbody th a").first().textContent()) ?? "";
    await follow(page, stranger);
    await page.goto("/kk/me/edit");
    await page.getByLabel(kk(m["people.wishes.label"])).fill("мұны ешкім білмесін");
    await page.goto("/kk/me");
    await press(page, kk(m["accounts.sign_out"]));

    const secrets = [stranger, "Құпиябекова", "Жұлдызай", "мұны ешкім білмесін", own];
    const shown = async () => secrets.filter((secret) => seen.join("\n").includes(secret));
    const seen: string[] = [await page.content()];
    for (let back = 0; back < 8; back += 1) {
      if ((await page.goBack({ timeout: 3_000 }).catch(() => null)) === null) break;
      seen.push(await page.content());
    }
    expect(seen.length).toBeGreaterThan(4);
    expect(await shown()).toEqual([]);

    await page.goto("/kk/sign-in");
    seen.push(await keptOn(page));
    expect(await shown()).toEqual([]);
    expect((await page.context().cookies()).map((cookie) => cookie.name)).not.toContain("session");

    await signIn(house, page, contactOf("volunteer"));
    await page.goto("/kk/me/edit");
    seen.push(await page.content(), await page.getByLabel(kk(m["people.wishes.label"])).inputValue());
    expect(await shown()).toEqual([]);
  });
});

/** Somebody who looks after the people of Kokshetau, and whom no page of the sample names. */
async function newCoordinator(mail: string) {
  const hub_id = sampleHubId("kokshetau");
  const person_id = await someMember(house.db, {
    hub: hub_id,
    surname: "Құпиябекова",
    given_name: "Жұлдызай",
    contact: { kind: "mail", value: mail },
  });
  const since = house.now();
  await house.db
    .insertInto("members.post")
    .values({ person_id, post: "coordinator", hub_id, since })
    .execute();
}

/** Everything that scripts of our own could have put away in this browser. */
const keptOn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        kept.push(request.url, (await answer?.text()) ?? "");
      }
    }
    for (const { name } of await indexedDB.databases()) kept.push(name ?? "");
    return kept.join("\n");
  });
