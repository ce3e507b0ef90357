import { HtmlValidate } from "html-validate";
import { beforeAll, describe, expect, test } from "vitest";
import { openHub } from "../../../tests/hub.ts";
import { openSampleHub, type SampleHub } from "../../../tests/sample-hub.ts";
import { languages } from "../../platform/i18n/language.ts";
import { htmlRules } from "../../ui/html-rules.ts";
import { readContent, renderMarkdown } from "./content.ts";
import { robots, sitemap } from "./sitemap.ts";

let hub: SampleHub;
beforeAll(async () => {
  hub = await openSampleHub();
});

const paths = [
  "/",
  "/hubs",
  "/hubs/kokshetau",
  "/hubs/shymkent",
  "/about",
  "/how-to-join",
  "/privacy",
].concat(
  ["/accessibility", "/help", "/areas", "/areas/eco", "/convention", "/convention?theme=voice"],
  ["/convention/12", "/offline"],
);
const valid = new HtmlValidate(htmlRules);

describe.each(paths)("%s", (path) => {
  test.each(languages)(
    "in %s says what it is, in which language, and where its others are",
    async (language) => {
      const { statusCode, body, headers } = await hub.visit({ url: `/${language}${path}` });
      expect(statusCode).toBe(200);
      expect(headers["cache-control"]).toContain("public");
      expect(headers["content-language"]).toBe(language);
      expect(body).toContain(`<html lang="${language}"`);
      const head = body.slice(0, body.indexOf("</head>"));
      expect(head).toMatch(/<title>[^<]{4,}<\/title>/);
      const bare = path.split("?")[0];
      for (const each of languages)
        expect(head).toContain(
          `<link rel="alternate" hreflang="${each}" href="http://127.0.0.1:3000/${each}${bare}"`,
        );
      expect(head).toContain('property="og:title"');
      const description = /<meta name="description" content="([^"]*)"/.exec(head)?.[1] ?? "";
      expect(description.length).toBeGreaterThan(20);
      expect(description.length).toBeLessThanOrEqual(160);
      expect(head).toContain('property="og:description"');
      expect(body.match(/<h1/g)).toHaveLength(1);
      expect((await valid.validateString(body)).results.flatMap((each) => each.messages)).toEqual([]);
    },
  );
});

test("every link on a public page leads to a page that is there", async () => {
  const broken: string[] = [];
  const seen = new Set<string>();
  const pages = (await hub.visit({ url: "/sitemap.xml" })).body.matchAll(
    /<loc>[^<]*:3000(\/kk[^<]*)<\/loc>/g,
  );
  for (const [, page = ""] of pages) {
    const { body, statusCode } = await hub.visit({ url: page });
    if (statusCode !== 200) broken.push(`${page} is ${statusCode}`);
    for (const [, link = ""] of body.matchAll(/href="(\/[^"]*)"/g)) {
      const address = link.replaceAll("&amp;", "&").split("#")[0] ?? "";
      if (seen.has(address)) continue;
      seen.add(address);
      const answer = await hub.visit({ url: address });
      if (answer.statusCode >= 400) broken.push(`${page} leads to ${address}: ${answer.statusCode}`);
    }
  }
  expect(broken).toEqual([]);
});

test("all 54 articles are there, under the themes they belong to", async () => {
  const { body } = await hub.visit({ url: "/en/convention" });
  expect(new Set([...body.matchAll(/id="article-(\d+)"/g)].map((match) => match[1])).size).toBe(54);
  const voice = (await hub.visit({ url: "/en/convention?theme=voice" })).body;
  expect(voice).toContain('id="article-12"');
  expect(voice).not.toContain('id="article-1"');
  for (const missing of [
    "/en/convention/0",
    "/en/convention/55",
    "/en/convention?theme=none",
    "/en/areas/none",
  ])
    expect((await hub.visit({ url: missing })).statusCode).toBe(404);
});

test("somebody signed in is led to their own page, and that answer is nobody else's", async () => {
  const { body, headers } = await hub.visit({ url: "/kk/", session: await hub.sessionOf("volunteer") });
  expect(headers["cache-control"]).toBe("private, no-store");
  expect(body).toContain('href="/kk/me"');
  expect((await hub.visit({ url: "/kk/" })).body).toContain('href="/kk/join"');
});

test("links in written pages stay in the reader's language, and lead out of it only where they must", () => {
  expect(renderMarkdown("[x](/hubs) [y](tel:111)", "ru")).toBe(
    '<p><a href="/ru/hubs">x</a> <a href="tel:111">y</a></p>\n',
  );
});

test("nothing written for us carries script or style", () => {
  for (const content of Object.values(readContent()))
    for (const { html } of Object.values(content.pages))
      expect(html).not.toMatch(/<script|<style|style=|\son\w+=/i);
});

test("the site map names every page in each language, and a sample hub asks not to be searched", async () => {
  const { body, headers } = await hub.visit({ url: "/sitemap.xml" });
  expect(headers["content-type"]).toContain("application/xml");
  expect(body).toContain("<loc>http://127.0.0.1:3000/ru/hubs/kokshetau</loc>");
  expect(body.match(/<url>/g)?.length).toBe(body.match(/hreflang="kk"/g)?.length);
  expect((await hub.visit({ url: "/robots.txt" })).body).toContain("Disallow: /\n");
  expect(robots("https://hub.example.kz", false)).toContain("Sitemap: https://hub.example.kz/sitemap.xml");
  expect(sitemap("https://a.kz", ["/x?a=1&b=<"])).toContain("<loc>https://a.kz/kk/x?a=1&#38;b=&#60;</loc>");
});

test("the gallery is for those who build and is gone in production", async () => {
  expect((await hub.visit({ url: "/en/ui" })).statusCode).toBe(200);
  const public_address = "https://hub.example.kz";
  const real = await openHub({ NODE_ENV: "production", PUBLIC_ADDRESS: public_address });
  expect((await real.visit({ url: "/en/ui" })).statusCode).toBe(404);
  expect((await real.visit({ url: "/robots.txt" })).body).toContain("Allow: /");
});
