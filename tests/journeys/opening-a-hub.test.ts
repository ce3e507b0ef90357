import { beforeAll, expect, test } from "vitest";
import { m } from "../../src/platform/i18n/words.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { follow, heading, press, said } from "./hands.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

test.each([
  { how: "with script", script: true, name: "Қосшы" },
  { how: "without script", script: false, name: "Степногор" },
])("the national coordinator opens a hub on a phone, in Kazakh, $how", async ({ script, name }) => {
  const page = await house.visitor({ script, role: "national_coordinator", language: "kk", width: 360 });
  const goOn = () => page.click("main form .btn-primary >> nth=-1");
  await page.goto("/kk/hubs");
  await page.click('a[href="/kk/hubs/new"] >> visible=true');

  await page.fill("#name_kk", `${name} волонтерлік хабы`);
  await page.fill("#name_ru", `Волонтёрский хаб ${name}`);
  await page.fill("#name_en", script ? "Kosshy Volunteer Hub" : "Stepnogorsk Volunteer Hub");
  if (script) {
    await page.locator("#city_code").pressSequentially("kokshe", { delay: 30 });
    await page.click("[role=option] >> nth=0");
  } else {
    await page.fill("#city_code", "кокшетау");
    await page.click("button[name=find]");
    await page.check("input[type=radio][name=city_code] >> nth=0");
  }
  await goOn();

  expect(await page.isChecked('input[name=area][value="110000000"]')).toBe(true);
  await goOn();
  await page.fill("#highest_age", "13");
  await goOn();
  expect(await page.textContent("#highest_age-error")).toContain("Ең үлкен жас");
  await page.fill("#highest_age", "29");
  await goOn();
  await page.fill("#email", "hab@example.org");
  await page.fill("#about_kk", "Жұма сайын жиналамыз.");
  await page.fill("#partner_1_kk", "Қалалық кітапхана");
  await goOn();

  // The way is left and found again where it was left.
  await page.goto("/kk/hubs/new");
  await page.click('a[href$="/check"]');
  expect(await page.textContent("main")).toContain("Қалалық кітапхана");
  await page.click("main form .btn-accent");
  expect(await page.textContent("h1")).toBe(`${name} волонтерлік хабы`);
  expect(await page.textContent("main")).toContain("14–29 жас");
  await page.goto("/kk/hubs");
  expect(await page.textContent("main")).toContain(`${name} волонтерлік хабы`);
});

const ru = (sentence: () => string) => said("ru", sentence);

test.each([
  { how: "with script", script: true, name: "Щучинск", english: "Shchuchinsk" },
  { how: "without script", script: false, name: "Макинск", english: "Makinsk" },
])("the national coordinator is guided to a hub on a desktop, in Russian, $how", async (hub) => {
  const { script, name, english } = hub;
  const page = await house.visitor({ script, role: "national_coordinator", language: "ru", width: 1280 });
  const next = ru(m["hubs.new.next"]);
  await page.goto("/ru/hubs");
  await follow(page, ru(m["hubs.list.new"]));
  await page.getByLabel(ru(m["hubs.field.name_kk"])).fill(`${name} волонтерлік хабы`);
  await page.getByLabel(ru(m["hubs.field.name_en"])).fill(`${english} Volunteer Hub`);
  await page.getByLabel(ru(m["hubs.field.city_code"])).and(page.locator("input")).fill("Shortandy");
  await press(page, next);
  const told = await page.getByRole("alert").getByRole("link").allTextContents();
  expect(told).toContain(ru(m["hubs.refused.name_missing"]));
  expect(told).toContain(ru(m["hubs.refused.city_missing"]));

  await page.getByLabel(ru(m["hubs.field.name_ru"])).fill(`Волонтёрский хаб ${name}`);
  await page.getByRole("radio").first().check();
  for (let step = 0; step < 4; step += 1) await press(page, next);
  expect(await heading(page)).toBe(ru(m["hubs.new.check"]));
  expect(await page.getByRole("main").textContent()).toContain(`Волонтёрский хаб ${name}`);
  await press(page, ru(m["hubs.new.open"]));
  expect(await heading(page)).toBe(`Волонтёрский хаб ${name}`);
  expect(new URL(page.url()).pathname).toBe(`/ru/hubs/${english.toLowerCase()}`);
});
