import type { Page } from "playwright-core";
import type { SeenPage } from "./tools.ts";

const nobody = "nobody";

/** What everybody may read. */
export const welcomePages: SeenPage[] = [
  { name: "home", role: nobody, reach: "/" },
  { name: "home-volunteer", role: "volunteer", reach: "/" },
  { name: "about", role: nobody, reach: "/about" },
  { name: "how-to-join", role: nobody, reach: "/how-to-join" },
  { name: "privacy", role: nobody, reach: "/privacy" },
  { name: "accessibility", role: nobody, reach: "/accessibility" },
  { name: "help", role: nobody, reach: "/help" },
  { name: "areas", role: nobody, reach: "/areas" },
  { name: "area", role: nobody, reach: "/areas/rights" },
  { name: "convention", role: nobody, reach: "/convention" },
  { name: "convention-theme", role: nobody, reach: "/convention?theme=voice" },
  { name: "article", role: nobody, reach: "/convention/12" },
  { name: "article-last", role: nobody, reach: "/convention/54" },
  // Shows a hero, which brings a heading of its own.
  { name: "gallery", role: nobody, reach: "/ui", permits: ["2 first headings"] },
];

/** What a visitor meets when something is not as they hoped. */
export const troublePages: SeenPage[] = [
  { name: "missing", role: nobody, reach: "/nowhere", status: 404 },
  { name: "missing-staff", role: "coordinator", reach: "/nowhere", status: 404 },
  { name: "forbidden", role: "volunteer", reach: "/places/import", status: 403 },
  { name: "offline", role: nobody, reach: "/offline" },
  { name: "outbox-letters", role: nobody, reach: "/outbox" },
  { name: "outbox-lines", role: "administrator", reach: fromAfar("/outbox") },
];

/** The same address asked for through a proxy, where nothing of sample mode is shown. */
function fromAfar(path: string) {
  return async (page: Page, language: string) => {
    await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.5" });
    await page.goto(`/${language}${path}`);
    await page.setExtraHTTPHeaders({});
  };
}
