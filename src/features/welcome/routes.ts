import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { found } from "../../platform/errors.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { href, type Language } from "../../platform/i18n/language.ts";
import { Gallery } from "../../ui/gallery.tsx";
import { drawCountry, listHubs, shownText } from "../hubs/index.ts";
import { type Content, type PageKey, readContent } from "./content.ts";
import { AreaPage, AreasPage } from "./pages/areas-page.tsx";
import { ArticlePage, ConventionPage } from "./pages/convention-page.tsx";
import { HomePage } from "./pages/home-page.tsx";
import { WrittenPage } from "./pages/written-page.tsx";
import { robots, sitemap } from "./sitemap.ts";

const config = { access: "anyone", public: true } as const;

/** Pages that are only to be read; the form for joining itself is the members' at /join. */
const written: Record<string, PageKey> = {
  "/about": "about",
  "/how-to-join": "join",
  "/privacy": "privacy",
  "/accessibility": "accessibility",
  "/help": "help",
};

export function welcomeRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, settings } = parts;
  const content = readContent();
  app.get("/", { config }, async (_request, reply) => {
    const language = reply.language();
    const all = await listHubs(db);
    const hubs = all.map((hub) => ({
      href: href(`/hubs/${hub.slug}`, language),
      ...shownText(hub.name, language),
    }));
    const map = await drawCountry(db, all, language);
    return reply.page(HomePage, { areas: content[language].areas, map, hubs });
  });
  for (const [path, page] of Object.entries(written))
    app.get(path, { config }, (_request, reply) => {
      const text = content[reply.language()].pages[page];
      return reply.page(WrittenPage, { page, written: text, operator: settings.operator });
    });
  areaRoutes(app, content);
  conventionRoutes(app, content);
  robotRoutes(app, parts, content);
  if (!settings.production)
    app.get("/ui", { config: { access: "anyone" } }, (_request, reply) => reply.page(Gallery, {}));
}

function areaRoutes(app: FastifyInstance, content: Record<Language, Content>): void {
  app.get("/areas", { config }, (_request, reply) =>
    reply.page(AreasPage, { areas: content[reply.language()].areas }),
  );
  app.get("/areas/:key", { config }, (request, reply) => {
    const { key } = z.object({ key: z.string() }).parse(request.params);
    const { areas } = content[reply.language()];
    const at = areas.findIndex((area) => area.key === key);
    const next = areas[(at + 1) % areas.length];
    return reply.page(AreaPage, { area: found(areas[at]), next: found(next) });
  });
}

const Chosen = z.object({ theme: z.string().max(40).optional() });

function conventionRoutes(app: FastifyInstance, content: Record<Language, Content>): void {
  app.get("/convention", { config }, (request, reply) => {
    const { theme } = Chosen.parse(request.query);
    const { themes, articles } = content[reply.language()];
    const chosen = theme === undefined ? undefined : found(themes.find((each) => each.key === theme));
    return reply.page(ConventionPage, { themes, articles, chosen });
  });
  app.get("/convention/:number", { config }, (request, reply) => {
    const { number } = request.params as { number: string };
    const { themes, articles } = content[reply.language()];
    const article = found(articles.find((each) => String(each.number) === number));
    return reply.page(ArticlePage, {
      article,
      theme: found(themes.find((each) => each.key === article.theme)),
      near: articles.filter((each) => each.theme === article.theme && each !== article),
      previous: articles.find((each) => each.number === article.number - 1),
      next: articles.find((each) => each.number === article.number + 1),
    });
  });
}

function robotRoutes(
  app: FastifyInstance,
  { db, settings }: FeatureParts,
  content: Record<Language, Content>,
): void {
  const neutral = { access: "anyone", neutral: true } as const;
  const origin = settings.public_address;
  app.get("/sitemap.xml", { config: neutral }, async (_request, reply) => {
    const hubs = await listHubs(db);
    const paths = ["/", "/hubs", "/areas", "/convention", "/protection"].concat(
      Object.keys(written),
      hubs.map((hub) => `/hubs/${hub.slug}`),
      content.kk.areas.map((area) => `/areas/${area.key}`),
      content.kk.articles.map((article) => `/convention/${article.number}`),
    );
    return reply.type("application/xml; charset=utf-8").send(sitemap(origin, paths));
  });
  app.get("/robots.txt", { config: neutral }, (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send(robots(origin, settings.sample)),
  );
}
