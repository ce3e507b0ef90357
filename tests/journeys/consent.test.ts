import { beforeAll, expect, test } from "vitest";
import { lastLetter } from "../consents.ts";
import { lastCode } from "../joining.ts";
import { openHouse, type OpenHouse } from "./browser.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

const child = "balnur.consent@example.org";
const mother = "gulnar.consent@example.org";

test("a 15-year-old joins from a village in Kazakh; her mother agrees to data but not to photos without script, and withdraws later", async () => {
  const page = await house.visitor({ script: false });
  const go = (form: string) => page.click(`form[action="/kk/join/${form}"] .btn:not([name=find])`);
  await page.goto("/kk/hubs/kokshetau");
  await page.click('main a[href^="/kk/join"]');
  await page.fill("#contact", child);
  await go("contact");
  await page.fill("#code", await lastCode(house, child));
  await go("code");
  await page.fill("#surname", "Сейітова");
  await page.fill("#given_name", "Балнұр");
  await page.fill("#birth_date", "7");
  await page.selectOption("#birth_date_month", "3");
  await page.fill("#birth_date_year", "2011");
  await go("name");
  await page.fill("#settlement_code", "algabas");
  await page.click("button[name=find]");
  await page.check("input[type=radio][name=settlement_code] >> nth=0");
  await go("place");
  await page.check("input[value=school]");
  await page.check("input[name=speaks][value=kk]");
  await go("life");
  await go("check");
  await page.waitForURL("**/join/done");

  await page.click('main a[href="/kk/me/guardian"]');
  await page.fill("#name", "Сейітова Гүлнар");
  await page.check("input[name=relation][value=mother]");
  await page.fill("#contact", mother);
  await page.check("input[name=language][value=kk]");
  await page.click('form[action="/kk/me/guardian"] .btn');
  await page.waitForURL("**/me/consents?done=asked");
  expect(await page.textContent("main")).toContain("Жауап әлі жоқ");

  const { path } = await lastLetter(house, mother, "consent_asked");
  const phone = await house.visitor({ script: false, width: 320 });
  await phone.goto(`/kk${path}`);
  expect(await phone.textContent("main")).toContain("Балнұр волонтерлер хабына қосылғысы келеді");
  await phone.click(`form[action="/kk${path}/code"] .btn`);
  await phone.fill("#code", await lastCode(house, mother));
  await phone.click(`form[action="/kk${path}/proof"] .btn`);
  await phone.check("input[name=data][value=agreed]");
  await phone.check("input[name=photo][value=refused]");
  for (const purpose of ["travel", "overnight", "badge", "messenger"])
    await phone.check(`input[name=${purpose}][value=agreed]`);
  await phone.check("#adult");
  await phone.click(`form[action="/kk${path}/answers"] .btn`);
  await phone.waitForURL(`**${path}`);
  expect(await phone.textContent("h1")).toBe("Рақмет, жауап сақталды");

  await page.goto("/kk/me");
  expect(await page.textContent("main")).toContain("тіркелген");
  await page.goto("/kk/me/consents");
  const photos = page.locator(".card", { hasText: "Фото мен бейне" });
  expect(await photos.textContent()).toContain("Болмайды: келісім берілмеді");

  await phone.click('main a[href="/kk/consent"]');
  await phone.fill("#contact", mother);
  await phone.click('form[action="/kk/consent"] .btn');
  await phone.fill("#code", await lastCode(house, mother));
  await phone.click('form[action="/kk/consent/code"] .btn');
  await phone.waitForURL("**/consent/given");
  await phone.locator(".card", { hasText: "Хабқа қатысу" }).locator("button").click();
  await phone.waitForURL("**/consent/given?done=withdrawn");
  expect(await phone.textContent("main .notice-good")).toContain("Келісім қайтарып алынды");

  await page.goto("/kk/me");
  expect(await page.textContent("main")).toContain("келісім күтіп тұр");
});
