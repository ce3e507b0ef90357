import type { FastifyInstance } from "fastify";
import { splitLanguage } from "../../src/platform/i18n/language.ts";

/** What is asked for by machines (files, health, figures, data for islands), and what only leads on to a page. */
const notPages =
  /\.[a-z]+$|\/export$|^\/(healthz|readyz|metrics|places\/suggestions|hubs\/:slug\/join|papers\/:code\/scan\/file)$/;

/** Every page of the house, as its route. */
export const pageRoutes = (app: FastifyInstance): string[] =>
  app.guarded
    .filter(({ method, url }) => method === "GET" && !notPages.test(url))
    .map(({ url }) => url)
    .sort();

/** The route that an address leads to; a fixed word wins over a place to fill in. */
export function routeOf(app: FastifyInstance, address: string): string | undefined {
  const { path } = splitLanguage(new URL(address).pathname);
  return pageRoutes(app)
    .filter((route) => new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`).test(path))
    .sort((a, b) => a.split(":").length - b.split(":").length)[0];
}
