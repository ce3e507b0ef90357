import { HtmlValidate } from "html-validate";
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { languages, speak } from "../platform/i18n/language.ts";
import { components, Gallery } from "./gallery.tsx";
import { htmlRules } from "./html-rules.ts";
import { PageContext, type PageSurroundings } from "./layout/page-context.ts";

const validator = new HtmlValidate(htmlRules);

const surroundings: PageSurroundings = {
  language: "kk",
  path: "/ui?shown=all",
  origin: "https://dostyq.example",
  assets: { css: "/theme.css", js: "/client.js" },
  viewer: { name: "Айгүл Сәрсенбаева", mark: "a1b2c3d4" },
  navigation: {
    main: [
      { href: "#home", text: "Басты бет", icon: "home", current: true },
      { href: "#learn", text: "Оқу", icon: "learn" },
    ],
    staff: [
      { title: "Адамдар", items: [{ href: "#members", text: "Мүшелер", icon: "people", current: true }] },
    ],
  },
  sample: true,
};

async function problems(html: string) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages.map((each) => `${each.ruleId}: ${each.message}`));
}

describe.each(languages)("in %s", (language) => {
  test.each(Object.entries(components))("every example of %s is valid HTML", async (_, examples) => {
    for (const example of examples)
      expect(await problems(speak(language, () => render(example.draw())))).toEqual([]);
  });

  test("the gallery is a valid document and says its language", async () => {
    const page = (
      <PageContext.Provider value={{ ...surroundings, language }}>
        <Gallery />
      </PageContext.Provider>
    );
    const html = speak(language, () => render(page));
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).not.toContain("style=");
    expect(await problems(`<!doctype html>${html}`)).toEqual([]);
  });
});
