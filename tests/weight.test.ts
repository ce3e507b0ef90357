import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readAssets } from "../src/platform/http/assets.ts";
import { root } from "../src/platform/root.ts";
import { openSampleHub, type SampleHub } from "./sample-hub.ts";

// What a village waits for: kilobytes of 1,000 bytes, as phone bills count them, with brotli and the answers' headers.
const wholePage = 40_000;
const script = 6_000;
const serviceWorker = 10_000;

let hub: SampleHub;
let publicPages: string[];
beforeAll(async () => {
  hub = await openSampleHub();
  const listed = (await hub.visit({ url: "/sitemap.xml" })).body.matchAll(
    /<loc>https?:\/\/[^/]*([^<]*)<\/loc>/g,
  );
  publicPages = [...listed].map(([, url = ""]) => url);
});

/** Everything that crosses the wire for one address. */
async function bytesOf(url: string): Promise<number> {
  const answer = await hub.visit({ url, headers: { "accept-encoding": "br" } });
  if (answer.statusCode !== 200) throw new Error(`${url} answers ${answer.statusCode}`);
  const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return answer.rawPayload.length + headers.join("").length + "HTTP/1.1 200 OK\r\n\r\n".length;
}

/** What a browser fetches by itself before the load event. */
const wanted = (html: string): string[] =>
  [...html.matchAll(/<(link|script|img|source)\b[^>]*>/g)]
    .filter(([tag]) => !/rel="(canonical|alternate|apple-touch-icon)"/.test(tag))
    .flatMap(([tag]) => /\b(?:href|src)="(\/[^"]+)"/.exec(tag)?.[1] ?? []);

/** The chunks that the entry script goes for on a page with these islands. */
function islandsOf(html: string): string[] {
  const manifest = JSON.parse(
    readFileSync(path.join(root, "dist/client/.vite/manifest.json"), "utf8"),
  ) as Record<string, { file: string; imports?: string[]; isEntry?: boolean }>;
  const chunks = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || chunk.isEntry || chunks.has(`/${chunk.file}`)) return;
    chunks.add(`/${chunk.file}`);
    for (const each of chunk.imports ?? []) add(each);
  };
  for (const [, island] of html.matchAll(/data-island="([a-z-]+)"/g))
    for (const name of Object.keys(manifest)) if (name.endsWith(`/${island}.island.ts`)) add(name);
  return [...chunks];
}

test("every public page arrives in at most 40 KB on the first visit, 6 KB of them script", async () => {
  const assets = readAssets();
  const sizes = new Map<string, number>();
  const sizeOf = async (url: string) => {
    if (!sizes.has(url)) sizes.set(url, await bytesOf(url));
    return sizes.get(url) ?? 0;
  };
  expect(publicPages.length).toBeGreaterThan(100);
  const heavy: string[] = [];
  for (const page of publicPages) {
    const html = (await hub.visit({ url: page })).body;
    const files = [...new Set([...wanted(html), ...islandsOf(html)])];
    expect(files).toContain(assets.css);
    expect(files).toContain(assets.js);
    let total = await bytesOf(page);
    let scripts = 0;
    for (const file of files) {
      const size = await sizeOf(file);
      total += size;
      if (file.endsWith(".js")) scripts += size;
    }
    if (total > wholePage) heavy.push(`${page}: ${total} bytes`);
    if (scripts > script) heavy.push(`${page}: ${scripts} bytes of script`);
  }
  expect(heavy).toEqual([]);
});

test("the service worker comes in at most 10 KB", async () => {
  expect(await bytesOf("/sw.js")).toBeLessThanOrEqual(serviceWorker);
});
