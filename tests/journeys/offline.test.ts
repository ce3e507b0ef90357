import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openHouse, type OpenHouse } from "./browser.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

/** Waits until the service worker is in charge of the page and has put away what was open. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    if (!serviceWorker.controller)
      await new Promise((resolve) =>
        serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    const kept = async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
      for (const name of names) if ((await (await caches.open(name)).keys()).length > 0) return true;
      return false;
    };
    for (let tries = 0; tries < 100 && !(await kept()); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });

/** Every address and every byte that the browser has put away. */
const putAway = (page: Page) =>
  page.evaluate(async () => {
    const kept: { url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        kept.push({ url: request.url, text: (await (await cache.match(request))?.text()) ?? "" });
    }
    return kept;
  });

test("somebody reads the pages they opened when the connection is gone, and is told about the rest", async () => {
  const page = await house.visitor({ language: "kk" });
  await page.goto("/kk/");
  await settled(page);
  await page.goto("/kk/convention");
  await page.context().setOffline(true);
  await page.goto("/kk/");
  expect(await page.textContent("h1")).toBe("Бірге үйренеміз, балалар үшін әрекет етеміз");
  await page.goto("/kk/convention");
  expect(await page.textContent("h1")).toContain("конвенция");
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe("flex");
  await page.goto("/ru/hubs/kokshetau");
  expect(await page.textContent("h1")).toBe("Сейчас нет связи");
  await page.context().setOffline(false);
  await page.click("main form button");
  expect(await page.textContent("h1")).toBe("Волонтёрский хаб Кокшетау");
});

test("no byte of a signed-in page stays on the phone, not while signed in and not after", async () => {
  const page = await house.visitor({ language: "ru", role: "national_coordinator" });
  await page.goto("/ru/hubs");
  await settled(page);
  const name = await page.textContent(".header-me span");
  expect(name).toBeTruthy();
  for (const path of ["/ru/", "/ru/hubs", "/ru/hubs/kokshetau", "/ru/hubs/kokshetau/edit", "/ru/hubs/new"])
    await page.goto(path);
  const kept = await putAway(page);
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.filter(({ url }) => /edit|new/.test(url))).toEqual([]);
  expect(kept.filter(({ text }) => text.includes(name ?? "") || text.includes("/edit"))).toEqual([]);
  await page.context().clearCookies();
  await page.context().setOffline(true);
  await page.goto("/ru/hubs/new");
  expect(await page.textContent("h1")).toBe("Сейчас нет связи");
  expect(await page.content()).not.toContain(name);
});

test("a phone keeps the last sixty pages, not more", async () => {
  const page = await house.visitor({ language: "en" });
  await page.goto("/en/convention");
  await settled(page);
  const addresses = Array.from({ length: 54 }, (_, at) => `/en/convention/${at + 1}`).concat(
    ["", "/about", "/privacy", "/help", "/areas", "/hubs", "/how-to-join", "/accessibility"].map(
      (each) => `/en${each || "/"}`,
    ),
  );
  for (const address of addresses) await page.goto(address, { waitUntil: "commit" });
  await page.waitForTimeout(300);
  const pages = (await putAway(page)).filter(
    ({ url }) => !/\/assets\/|\/offline|\.(svg|webmanifest)/.test(url),
  );
  expect(pages.length).toBe(60);
  expect(pages.map(({ url }) => new URL(url).pathname)).toContain("/en/accessibility");
  expect(pages.map(({ url }) => new URL(url).pathname)).not.toContain("/en/convention");
});

test("a form sent without a connection says so instead of losing what was typed", async () => {
  const page = await house.visitor({ language: "en", role: "coordinator" });
  await page.goto("/en/hubs/kokshetau/edit");
  await settled(page);
  await page.reload();
  await page.fill("#about_en", "We meet on Fridays.");
  await page.context().setOffline(true);
  await page.evaluate(() => document.querySelector<HTMLFormElement>("main form")?.submit());
  await page.waitForURL("**/edit");
  await page.waitForSelector("body[data-unanswered]");
  expect(await page.textContent("h1")).toBe("There is no connection now");
});
