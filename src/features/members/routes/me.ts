import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { hubsById } from "../hubs.ts";
import { MePage } from "../pages/me-page.tsx";
import { hubLine } from "../present.ts";
import { openSelf } from "../reading.ts";
import { viewOf } from "../view.ts";

const Query = z.object({ joined: z.string().max(60).catch("") });

/** `/me`: one's own page. */
export function meRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/me", { config: { access: "member" } }, async (request, reply) => {
    const who = signedIn(request);
    const language = reply.language();
    const { joined } = Query.parse(request.query);
    const dossier = await openSelf(db, who, now());
    const view = await viewOf(db, dossier, language, who.id);
    // A national coordinator's post says it all: what it brings along need not be told beside it.
    const held = who.posts.filter(({ post, hub }) => post !== "coordinator" || hub !== null);
    const hubs = await hubsById(
      db,
      held.flatMap(({ hub }) => hub ?? []),
    );
    const posts = held.map(({ post, hub }) => {
      const at = hubs.get(hub ?? "");
      return { post, hub: at && hubLine(at, language) };
    });
    return reply.page(MePage, {
      ...view,
      contacts: view.contacts.map((contact) => contact.value),
      posts,
      joined: view.memberships.find(({ hub }) => hub.slug === joined)?.hub.name,
    });
  });
}
