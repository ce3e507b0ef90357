import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { MePage } from "../pages/me-page.tsx";
import { postLines } from "../posts/words.ts";
import { openSelf } from "../reading.ts";
import { postsOf } from "../store/posts.ts";
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
    const posts = await postLines(db, await postsOf(db, who.id), language, now());
    return reply.page(MePage, {
      ...view,
      contacts: view.contacts.map((contact) => contact.value),
      posts: posts.filter((each) => each.held),
      joined: view.memberships.find(({ hub }) => hub.slug === joined)?.hub.name,
    });
  });
}
