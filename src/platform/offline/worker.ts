// The service worker: makes what was read once readable again without a connection. It never keeps a signed-in page.
import { clientsClaim } from "workbox-core/clientsClaim.js";
import type { WorkboxPlugin } from "workbox-core/types.js";
import { addPlugins } from "workbox-precaching/addPlugins.js";
import { cleanupOutdatedCaches } from "workbox-precaching/cleanupOutdatedCaches.js";
import { matchPrecache } from "workbox-precaching/matchPrecache.js";
import { precacheAndRoute } from "workbox-precaching/precacheAndRoute.js";
import { registerRoute } from "workbox-routing/registerRoute.js";
import { CacheFirst } from "workbox-strategies/CacheFirst.js";
import { NetworkFirst } from "workbox-strategies/NetworkFirst.js";
import { asksForPage, mayKeep, offlinePage } from "./rules.ts";

type Worker = {
  skipWaiting: () => Promise<void>;
  registration: { navigationPreload?: { enable: () => Promise<void> } };
  clients: { matchAll: (options: object) => Promise<{ url: string }[]> };
  addEventListener: (
    name: "activate",
    act: (event: { waitUntil: (work: Promise<unknown>) => void }) => void,
  ) => void;
};
/** Written in by the build: what to fetch at once, and the name of this build. */
declare const __PRECACHE__: { url: string; revision: string | null }[];
declare const __BUILD__: string;

const worker = self as unknown as Worker;
const pages = `pages-${__BUILD__}`;
const files = "files";
const mostPages = 60;
const mostFiles = 40;
const patience = 4; // seconds, then a page read before is better than a blank one

/** Without the session's cookie every answer is the one that everybody gets. */
const asStranger: WorkboxPlugin = {
  requestWillFetch: async ({ request }) => new Request(request, { credentials: "omit" }),
};
const onlyPublic: WorkboxPlugin = {
  cacheWillUpdate: async ({ response }) => (mayKeep(response) ? response : null),
};
const atMost = (most: number): WorkboxPlugin => ({
  cacheDidUpdate: ({ cacheName }) => trim(cacheName, most),
});

void worker.skipWaiting();
clientsClaim();
cleanupOutdatedCaches();
addPlugins([asStranger]);
precacheAndRoute(__PRECACHE__, { cleanURLs: false, directoryIndex: "" });

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
  new CacheFirst({ cacheName: files, plugins: [onlyPublic, atMost(mostFiles)] }),
);

const fresh = new NetworkFirst({
  cacheName: pages,
  networkTimeoutSeconds: patience,
  matchOptions: { ignoreVary: true },
  plugins: [onlyPublic, atMost(mostPages)],
});

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && asksForPage(request.mode, url.pathname),
  (given) => fresh.handle(given).catch(() => withoutConnection(given.url)),
);

// A form that could not be sent: the page that says so keeps what was typed, and sending again is safe.
registerRoute(
  ({ request, sameOrigin }) => sameOrigin && request.mode === "navigate",
  ({ request, url }) => fetch(request).catch(() => withoutConnection(url)),
  "POST",
);

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([forgetOlderPages(), keepOpenPages(), worker.registration.navigationPreload?.enable()]),
  );
});

const withoutConnection = async (url: URL): Promise<Response> =>
  (await matchPrecache(offlinePage(url.pathname))) ?? Response.error();

/** Pages of an older build look for its style sheet, which is gone. */
async function forgetOlderPages(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith("pages-") && name !== pages) await caches.delete(name);
}

/** The first page was drawn before this worker woke up; it is kept as a stranger would see it. */
async function keepOpenPages(): Promise<void> {
  const cache = await caches.open(pages);
  for (const { url } of await worker.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const answer = await fetch(url, { credentials: "omit" }).catch(() => undefined);
    if (answer && !answer.redirected && mayKeep(answer)) await cache.put(url.split("#")[0] ?? url, answer);
  }
}

/** Keeps the newest; what was put in last stands last. */
async function trim(name: string, most: number): Promise<void> {
  const cache = await caches.open(name);
  const kept = await cache.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(request);
}
