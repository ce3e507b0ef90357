import { beforeAll, describe, expect, test } from "vitest";
import { sampleHubId } from "../../src/features/hubs/index.ts";
import { m } from "../../src/platform/i18n/words.ts";
import { someMember } from "../members.ts";
import { openHouse, type OpenHouse } from "./browser.ts";
import { heading, said } from "./hands.ts";
import {
  choose,
  chooseFromList,
  chooseOnThePageThatComes,
  enter,
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
  test("task 6 of ten: a national coordinator begins a hub", async () => {
    const page = await house.visitor({ script, role: "national_coordinator", width: 1280 });
    await page.goto("/kk/hubs");
    await tabToButton(page, kk(m["hubs.list.new"]));
    await enter(page);
    for (const language of ["kk", "ru", "en"]) await type(page, `name_${language}`, `Hub ${language}`);
    await type(page, "city_code_query", "Kokshetau");
    await (script ? chooseFromList(page) : chooseOnThePageThatComes(page, "city_code"));
    await tabToButton(page, kk(m["hubs.new.next"]));
    await enter(page);
    expect(new URL(page.url()).pathname).toMatch(/\/area$/);
  });

  test("task 7 of ten: a coordinator finds a person and makes them a volunteer", async () => {
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await page.goto("/kk/people");
    await type(page, "q", "Alghabas");
    await choose(page, "status", 1);
    await tabToButton(page, kk(m["ui.filters.apply"]));
    await enter(page);
    const name = (await page.locator("main tbody th a").first().textContent()) ?? "";
    await tabUntil(page, (label) => label === name);
    await enter(page);
    expect(await heading(page)).toContain(name);
    await tabToButton(page, kk(m["members.person.make_volunteer"]));
    await enter(page);
    expect(new URL(page.url()).search).toBe("?done=volunteer");
  });

  test("task 8 of ten: a coordinator corrects where her hub is found", async () => {
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    const address = `Абай көшесі, ${script ? 96 : 98}`;
    await page.goto("/kk/hubs/kokshetau");
    await tabToButton(page, kk(m["hubs.page.edit"]));
    await enter(page);
    await tabTo(page, "address_kk");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(address);
    await tabToButton(page, kk(m["hubs.edit.save"]));
    await enter(page);
    expect(new URL(page.url()).pathname).toBe("/kk/hubs/kokshetau");
    expect(await page.getByRole("main").textContent()).toContain(address);
  });

  test("task 9 of ten: an administrator brings a file of places, reads what it would do, and applies it", async () => {
    const page = await house.visitor({ script, role: "administrator", width: 1280 });
    const [code, name] = script ? ["113600983", "Бұлақты"] : ["113600984", "Бұлақбасы"];
    const head = "code,parent_code,level,kind,name_kk,name_ru,name_en,latitude,longitude";
    const text = `${head}\n${code},113600000,settlement,village,${name},,,53.1,69.2\n`;
    await page.goto("/kk/places/import");
    await tabTo(page, "format");
    await page.keyboard.press("ArrowDown");
    const asked = page.waitForEvent("filechooser");
    await tabTo(page, "file");
    await page.keyboard.press("Enter");
    const file = { name: "places.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await (await asked).setFiles(file);
    await tabToButton(page, kk(m["places.import.submit"]));
    await enter(page);
    expect(await page.getByRole("main").textContent()).toContain(name);
    await tabToButton(page, kk(m["places.report.apply"]));
    await enter(page);
    expect(await page.getByRole("main").textContent()).toContain(kk(m["places.report.applied.text"]));
  });

  test("task 10 of ten: a coordinator gives a volunteer a post", async () => {
    const value = script ? "perne5@example.org" : "perne6@example.org";
    await someMember(house.db, { hub: sampleHubId("kokshetau"), contact: { kind: "mail", value } });
    const page = await house.visitor({ script, role: "coordinator", width: 1280 });
    await page.goto("/kk/posts");
    await tabToButton(page, kk(m["members.posts.give"]));
    await enter(page);
    await type(page, "contact", value);
    await enter(page);
    await tabTo(page, "post");
    await page.keyboard.press("Space");
    await tabToButton(page, kk(m["members.posts.give"]));
    await enter(page);
    expect(new URL(page.url()).search).toBe("?done=given");
  });
});
