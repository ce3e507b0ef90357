import type { FastifyInstance } from "fastify";
import { splitLanguage } from "../../src/platform/i18n/language.ts";

/** Finds the route that an address leads to; a fixed word wins over a place to fill in. */
export function routesOf(app: FastifyInstance) {
  const routes = app.guarded
    .map((route) => ({ ...route, pattern: new RegExp(`^${route.url.replace(/:\w+/g, "[^/]+")}$`) }))
    .sort((a, b) => a.url.split(":").length - b.url.split(":").length);
  return (method: string, address: string) => {
    const path = splitLanguage(address).path.split(/[?#]/, 1)[0] ?? "";
    return routes.find((each) => each.method === method && each.pattern.test(path));
  };
}
