import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll } from "vitest";
import { browserPath } from "../../scripts/browser.ts";
import type { Language } from "../../src/platform/i18n/language.ts";
import { openSampleHub, type Role, type SampleHub } from "../sample-hub.ts";

export type Visitor = {
  /** Whether their browser runs script. */
  script?: boolean;
  width?: number;
  dark?: boolean;
  language?: Language;
  role?: Role;
  /** Whether their browser keeps pages for when there is no connection. */
  worker?: boolean;
};

export type OpenHouse = SampleHub & {
  origin: string;
  /** A new browser of a new visitor, with nothing kept from others. */
  visitor: (as?: Visitor) => Promise<Page>;
};

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const patience = 15_000;

/** The sample hub, listening on this machine, and a real Chromium to visit it. */
export async function openHouse(environment: Record<string, string> = {}): Promise<OpenHouse> {
  const hub = await openSampleHub(environment);
  // The clock goes on a little, so that what was sent later is later.
  const clock = setInterval(() => hub.set(new Date(hub.now().getTime() + 1)), 2);
  const origin = await hub.app.listen({ host: "127.0.0.1", port: 0 });
  const browser: Browser = await chromium.launch({ executablePath: await browserPath(), args: flags });
  afterAll(async () => {
    clearInterval(clock);
    await browser.close();
  });
  const visitor = async ({
    script = true,
    width = 360,
    dark = false,
    language = "kk",
    role = "nobody",
    worker = true,
  }: Visitor = {}) => {
    const context: BrowserContext = await browser.newContext({
      baseURL: origin,
      javaScriptEnabled: script,
      viewport: { width, height: width < 600 ? 740 : 800 },
      colorScheme: dark ? "dark" : "light",
      locale: language,
      reducedMotion: "reduce",
      serviceWorkers: worker ? "allow" : "block",
    });
    context.setDefaultTimeout(patience);
    if (role !== "nobody")
      await context.addCookies([
        { name: "session", value: await hub.sessionOf(role), url: origin, httpOnly: true },
      ]);
    return context.newPage();
  };
  return { ...hub, origin, visitor };
}
