import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { dayIn } from "../../../platform/day.ts";
import { found } from "../../../platform/errors.ts";
import { formats } from "../../../platform/export/list.ts";
import { sendList } from "../../../platform/export/send.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { fileOfHubs } from "../exporting.ts";
import { drawCountry, drawHub, withRegions } from "../geography.ts";
import { HubPage } from "../pages/hub-page.tsx";
import { HubsPage } from "../pages/hubs-page.tsx";
import { canEdit, canOpen } from "../policy.ts";
import { belongsTo } from "../store/belonging.ts";
import { findHub, listHubs } from "../store/hubs.ts";

const Form = z.object({ format: z.enum(formats).catch("csv") });
export const Slug = z.object({ slug: z.string().max(60).catch("") });

/** What everybody may read: the map of hubs, and a page for each. */
export function showingRoutes(app: FastifyInstance, { db, now, atHub }: FeatureParts): void {
  const config = { access: "anyone", public: true } as const;
  app.get("/hubs", { config }, async (request, reply) => {
    const language = reply.language();
    const hubs = await withRegions(db, await listHubs(db), language);
    const map = await drawCountry(db, hubs, language);
    const mayExport = request.who !== null && request.who.posts.length > 0;
    const mayOpen = request.who !== null && canOpen(request.who);
    return reply.page(HubsPage, { hubs, map, mayOpen, mayExport });
  });
  app.get("/hubs/export", { config: { access: "anyone" } }, async (_request, reply) => reply.to("/hubs"));
  app.post("/hubs/export", { config: { access: "staff" } }, async (request, reply) => {
    const { format } = Form.parse(request.body ?? {});
    const hubs = await withRegions(db, await listHubs(db), reply.language());
    return sendList(reply, { db, now }, fileOfHubs(signedIn(request), hubs, now()), format);
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
      leads: request.who ? atHub(request.who, found(hub)) : [],
      mine: request.who !== null && (await belongsTo(db, request.who.id, found(hub).id)),
    });
  });
}
