import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { findHub, listHubs } from "../../hubs/index.ts";
import { TotalsPage } from "../pages/totals-page.tsx";
import { TotalsHubsPage } from "../pages/totals-hubs-page.tsx";
import { canSeeTotals } from "../policy/posts.ts";
import { hubLine } from "../present.ts";
import { totalsOf } from "../totals.ts";

const Slug = z.object({ slug: z.string().max(60) });

/** How many people hubs have, without a name: for observers and coordinators. */
export function totalsRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  const config = { access: ["coordinator", "observer"] } as const;

  app.get("/totals", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hubs = (await listHubs(db)).filter((hub) => canSeeTotals(who, hub));
    const [first, ...others] = hubs;
    if (first && others.length === 0) return reply.to(`/hubs/${first.slug}/totals`);
    return reply.page(TotalsHubsPage, { hubs: hubs.map((hub) => hubLine(hub, reply.language())) });
  });

  app.get("/hubs/:slug/totals", { config }, async (request, reply) => {
    const who = signedIn(request);
    const language = reply.language();
    const hub = found(await findHub(db, Slug.parse(request.params).slug));
    if (!canSeeTotals(who, hub)) throw new Forbidden();
    const totals = await totalsOf(db, hub, language, now());
    return reply.page(TotalsPage, { hub: hubLine(hub, language), ...totals });
  });
}
