import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { type Language, languages } from "../../../platform/i18n/language.ts";
import { findHub, type Hub, shownText } from "../../hubs/index.ts";
import { hubLine } from "../../members/index.ts";
import { PosterPage } from "../pages/poster-page.tsx";
import { posterPaper } from "../poster/paper.ts";
import { joinAddress } from "../rules.ts";

const Slug = z.object({ slug: z.string().max(60) });
const Query = z.object({ language: z.enum(languages).catch("kk") });

/** The poster of a hub, to be printed from the page or taken as a PDF; it says nothing that is not public. */
export function posterRoutes(app: FastifyInstance, { settings, db, now }: FeatureParts): void {
  app.get("/hubs/:slug/poster", { config: { access: "anyone", public: true } }, async (request, reply) => {
    const hub = found(await findHub(db, Slug.parse(request.params).slug));
    return reply.page(PosterPage, aboutOf(hub, reply.language(), settings.public_address));
  });

  app.get(
    "/hubs/:slug/poster.pdf",
    { config: { access: "anyone", neutral: true } },
    async (request, reply) => {
      const hub = found(await findHub(db, Slug.parse(request.params).slug));
      const { language } = Query.parse(request.query);
      const about = aboutOf(hub, language, settings.public_address);
      return send(reply, await posterPaper(about, language, now()), `${hub.slug}-${language}.pdf`);
    },
  );
}

const aboutOf = (hub: Hub, language: Language, origin: string) => ({
  hub: hubLine(hub, language),
  address: shownText(hub.address, language),
  phone: hub.phone,
  join: joinAddress(origin, hub.slug),
});

const send = (reply: FastifyReply, bytes: Buffer, name: string): FastifyReply =>
  reply
    .type("application/pdf")
    .header("content-disposition", `inline; filename="${name}"`)
    .header("cache-control", "public, max-age=300")
    .send(bytes);
