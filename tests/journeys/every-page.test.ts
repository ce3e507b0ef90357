import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import type { Page, Response } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { type Language, languages } from "../../src/platform/i18n/language.ts";
import { htmlRules } from "../../src/ui/html-rules.ts";
import { unthoughtOf } from "../injection/fields.ts";
import { open, pages, type SeenPage } from "../pages.ts";
import { type OpenHouse, openHouse } from "./browser.ts";
import { pageRoutes, routeOf } from "./page-routes.ts";

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
});

const narrow = 320;
/** Ten times what two idle cores need: a busy machine is no fault of a page. */
const patience = 600_000;
const validator = new HtmlValidate(htmlRules);
/** `FULL=yes` tries every page in each language by day and by night. Otherwise what axe says, and pages that somebody has
 * to do something to come to, take turns among the languages; the others are read in all three. */
const full = process.env["FULL"] === "yes";
const walked = new Set<string>();

test.concurrent.each(languages)(
  "every page in %s can be read by everybody: on a narrow phone, by day and night, by a screen reader",
  async (language) => {
    const faults: string[] = [];
    for (const role of new Set(pages.map((each) => each.role))) {
      const page = await house.visitor({ width: narrow, language, role, worker: false });
      const seen = listen(page);
      for (const each of pages.filter((one) => one.role === role)) {
        const itsTurn = languages[pages.indexOf(each) % languages.length] === language || full;
        if (!itsTurn && typeof each.reach !== "string") continue;
        const found = await look(page, language, each, seen, itsTurn).catch((error: Error) => [
          error.message,
        ]);
        faults.push(...found.map((fault) => `${each.name} in ${language}: ${fault}`));
      }
      await page.context().close();
    }
    expect(faults).toEqual([]);
  },
  patience,
);

test("no page of the house was left out of the walk", () => {
  const missed = pageRoutes(house.app).filter((route) => !walked.has(route));
  expect(missed).toEqual([]);
});

/** What a page answered last, and what its browser complained of. */
type Seen = { answer: Response | undefined; complaints: string[] };

function listen(page: Page): Seen {
  const seen: Seen = { answer: undefined, complaints: [] };
  page.on("response", (answer) => {
    if (answer.request().isNavigationRequest() && answer.status() !== 303) seen.answer = answer;
  });
  page.on("pageerror", (error) => seen.complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      seen.complaints.push(line.text());
  });
  return seen;
}

async function look(
  page: Page,
  language: Language,
  each: SeenPage,
  seen: Seen,
  itsTurn: boolean,
): Promise<string[]> {
  seen.complaints.length = 0;
  await open(page, language, each);
  const route = routeOf(house.app, page.url());
  walked.add(route ?? "");
  const { answer } = seen;
  const status = each.status ?? 200;
  if (answer?.status() !== status) return [`answered ${answer?.status()} at ${page.url()}`];
  const html = await answer.text();
  const faults = [
    ...(route || status === 404 ? [] : await openAgain(page)),
    ...seen.complaints,
    ...(await invalid(html)),
    ...unthoughtOf(house.app, html),
    ...(await told(page, language)),
    ...(await wide(page)),
    ...(itsTurn ? await barriers(page) : []),
  ];
  return faults.filter((fault) => !each.permits?.includes(fault));
}

/** A refused form answers at an address of its own; opened there again, people are led to the page it was on. */
async function openAgain(page: Page): Promise<string[]> {
  const again = await page.request.get(page.url());
  return again.ok() ? [] : [`cannot be opened again at ${page.url()}: ${again.status()}`];
}

async function invalid(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages.map((each) => `${each.ruleId}: ${each.message}`));
}

/** What a page has to say of itself to search engines, screen readers and other languages. */
async function told(page: Page, language: Language): Promise<string[]> {
  const head = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    description: document.querySelector<HTMLMetaElement>("meta[name=description]")?.content,
    hidden: document.querySelector("meta[name=robots][content*=noindex]") !== null,
    languages: [...document.querySelectorAll<HTMLLinkElement>("link[rel=alternate]")].map(
      (link) => link.hreflang,
    ),
    headings: document.querySelectorAll("h1").length,
  }));
  return [
    head.lang !== language && `lang is ${head.lang}`,
    head.title.length < 10 && `title is «${head.title}»`,
    !head.hidden && (head.description ?? "").length < 20 && `description is «${head.description}»`,
    head.languages.join() !== "kk,ru,en,x-default" && `hreflang is ${head.languages.join()}`,
    head.headings !== 1 && `${head.headings} first headings`,
  ].filter((fault) => fault !== false);
}

async function wide(page: Page): Promise<string[]> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > narrow ? [`is ${width} pixels wide`] : [];
}

const asked = { resultTypes: ["violations"], preload: false, iframes: false } satisfies axe.RunOptions;
const colours = { ...asked, runOnly: ["color-contrast", "link-in-text-block"] };

/** Every rule of axe by day; by night only what colours can break, since nothing else differs. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const byDay = await found(page, asked);
  await page.emulateMedia({ colorScheme: "dark" });
  const byNight = await found(page, colours);
  await page.emulateMedia({ colorScheme: "light" });
  return [...byDay, ...byNight.map((fault) => `by night ${fault}`)];
}

const found = (page: Page, options: axe.RunOptions): Promise<string[]> =>
  page.evaluate(async (given) => {
    const { violations } = await window.axe.run(given);
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
  }, options);

declare global {
  interface Window {
    axe: typeof axe;
  }
}
