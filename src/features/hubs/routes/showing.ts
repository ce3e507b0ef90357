import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { dayIn } from "../../../platform/day.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { drawCountry, drawHub, withRegions } from "../geography.ts";
import { HubPage } from "../pages/hub-page.tsx";
import { HubsPage } from "../pages/hubs-page.tsx";
import { canEdit, canOpen } from "../policy.ts";
import { findHub, listHubs } from "../store/hubs.ts";

export const Slug = z.object({ slug: z.string().max(60).catch("") });

/** What everybody may read: the map of hubs, and a page for each. */
export function showingRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  const config = { access: "anyone", public: true } as const;
  app.get("/hubs", { config }, async (request, reply) => {
    const language = reply.language();
    const hubs = await withRegions(db, await listHubs(db), language);
    const map = await drawCountry(db, hubs, language);
    return reply.page(HubsPage, { hubs, map, mayOpen: request.who !== null && canOpen(request.who) });
  });
  app.get("/hubs/:slug", { config }, async (request, reply) => {
    const language = reply.language();
    const { slug } = Slug.parse(request.params);
    const [hub] = await withRegions(db, [found(await findHub(db, slug))], language);
    return reply.page(HubPage, {
      hub: found(hub),
      map: await drawHub(db, found(hub), language),
      open: found(hub).opened_on <= dayIn(found(hub).time_zone, now()),
      mayEdit: canEdit(request.who, found(hub)),
    });
  });
}
