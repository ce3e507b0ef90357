import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { plant } from "../injection/planting.ts";
import type { Role } from "../sample-hub.ts";
import { openHouse, type OpenHouse } from "./browser.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
  for (const role of ["volunteer", "coordinator", "administrator"] as const) await house.sessionOf(role);
  const fields: string[] = [];
  await plant(house.db, (field) => fields.push(field) - 1);
});

const places: Record<string, { role: Role; paths: string[] }> = {
  everybody: {
    role: "nobody",
    paths: [
      "/hubs",
      "/hubs/kokshetau",
      "/hubs/kokshetau/poster",
      "/places/110000000",
      "/places/search?q=algabas",
      "/sign-in",
    ],
  },
  members: { role: "volunteer", paths: ["/me", "/me/edit", "/me/security"] },
  coordinators: {
    role: "coordinator",
    paths: ["/people", "/people/waiting", "/desk/kokshetau", "/hubs/kokshetau/edit"],
  },
  administrators: { role: "administrator", paths: ["/audit", "/outbox", "/places/import"] },
};

test.each(Object.entries(places))(
  "a real browser runs nothing of what was written into the pages of %s",
  async (_whose, { role, paths }) => {
    const page = await house.visitor({ role });
    const ran = await listen(page);
    for (const path of paths) {
      await page.goto(`/kk${path}`);
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/kk${path}`);
      expect(await page.content()).toMatch(/canary\d+z/);
      ran.push(...(await alive(page)));
    }
    if (role === "coordinator") await lookForVillage(page, ran);
    expect(ran).toEqual([]);
  },
);

/** What ran that nobody of the house wrote, and what the browser kept from running. */
async function listen(page: Page): Promise<string[]> {
  const ran: string[] = [];
  await page.exposeFunction("canary", (mark: string) => ran.push(`ran ${mark}`));
  page.on("dialog", (dialog) => {
    ran.push(`asked ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => ran.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) ran.push(line.text());
  });
  return ran;
}

/** Canaries that have become attributes, as script may draw them. */
const alive = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .flatMap((element) => element.getAttributeNames())
      .filter((name) => /^canary\d+z$/.test(name)),
  );

/** The list that opens while one types is drawn by script, from data. */
async function lookForVillage(page: Page, ran: string[]) {
  await page.goto("/kk/desk/kokshetau");
  await page.locator("[name=settlement_code_query]").pressSequentially("algabas");
  const option = page.getByRole("listbox").getByRole("option").first();
  expect(await option.textContent()).toMatch(/canary\d+z/);
  ran.push(...(await alive(page)));
  await option.click();
  expect(await page.locator(".place-status").textContent()).toMatch(/canary\d+z/);
}
