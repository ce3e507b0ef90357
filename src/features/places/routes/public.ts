import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { CountryPage } from "../pages/country-page.tsx";
import { placeLine } from "../pages/naming.ts";
import { PlacePage } from "../pages/place-page.tsx";
import { SearchPage } from "../pages/search-page.tsx";
import { countryCode } from "../rules.ts";
import { searchPlaces } from "../store/search.ts";
import { viewPlace } from "../view.ts";

const Query = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, 100))
    .catch(""),
  near: z
    .string()
    .regex(/^\d{9}$/)
    .optional()
    .catch(undefined),
});
const Params = z.object({ code: z.string() });

const mostFound = 50;

/** What everybody may see: the country, a place, a search, and suggestions while somebody types. */
export function publicRoutes(app: FastifyInstance, { db }: FeatureParts): void {
  app.get("/places", { config: { access: "anyone", public: true } }, async (_request, reply) =>
    reply.page(CountryPage, await viewPlace(db, countryCode, reply.language())),
  );

  app.get("/places/search", { config: { access: "anyone" } }, async (request, reply) => {
    const { q, near } = Query.parse(request.query);
    const found = q.length < 2 ? undefined : await searchPlaces(db, q, { near, limit: mostFound + 1 });
    const more = found !== undefined && found.length > mostFound;
    return reply.page(SearchPage, { query: q, near, places: found?.slice(0, mostFound), more });
  });

  app.get("/places/suggestions", { config: { access: "anyone" } }, async (request, reply) => {
    const { q, near } = Query.parse(request.query);
    const found = await searchPlaces(db, q, { near });
    const places = found.map((place) => ({ code: place.code, ...placeLine(place, reply.language()) }));
    return reply.header("cache-control", "public, max-age=60").send({ places });
  });

  app.get("/places/:code", { config: { access: "anyone", public: true } }, async (request, reply) => {
    const { code } = Params.parse(request.params);
    if (code === countryCode) return reply.to("/places");
    return reply.page(PlacePage, await viewPlace(db, code, reply.language()));
  });
}
