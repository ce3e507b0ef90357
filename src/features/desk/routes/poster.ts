import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { type Language, languages } from "../../../platform/i18n/language.ts";
import { findHub, type Hub, shownText } from "../../hubs/index.ts";
import { hubLine } from "../../members/index.ts";
import { PosterPage } from "../pages/poster-page.tsx";
import { posterPaper } from "../poster/paper.ts";
import { joinAddress } from "../rules.ts";

const Slug = z.object({ slug: z.string().max(60).catch("") });
const Query = z.object({ language: z.enum(languages).catch("kk") });

/** Papers drawn before: laying out letters costs a tenth of a second, and anybody may ask for a poster at any time. */
function keepPapers(most = 200) {
  const papers = new Map<string, Promise<Buffer>>();
  return (key: string, draw: () => Promise<Buffer>): Promise<Buffer> => {
    const earlier = papers.get(key);
    if (earlier) return earlier;
    if (papers.size >= most) papers.clear();
    const paper = draw();
    papers.set(key, paper);
    paper.catch(() => papers.delete(key));
    return paper;
  };
}

/** The poster of a hub, to be printed from the page or taken as a PDF; it says nothing that is not public. */
export function posterRoutes(app: FastifyInstance, { settings, db, now }: FeatureParts): void {
  const kept = keepPapers();
  const about = (hub: Hub, language: Language) => ({
    hub: hubLine(hub, language),
    address: shownText(hub.address, language),
    phone: hub.phone,
    join: joinAddress(settings.public_address, hub.slug),
  });

  app.get("/hubs/:slug/poster", { config: { access: "anyone", public: true } }, async (request, reply) => {
    const hub = found(await findHub(db, Slug.parse(request.params).slug));
    return reply.page(PosterPage, about(hub, reply.language()));
  });

  const paper = { access: "anyone", neutral: true } as const;
  app.get("/hubs/:slug/poster.pdf", { config: paper }, async (request, reply) => {
    const hub = found(await findHub(db, Slug.parse(request.params).slug));
    const { language } = Query.parse(request.query);
    const draw = () => posterPaper(about(hub, language), language, now());
    const bytes = await kept(`${hub.slug} ${hub.version} ${language}`, draw);
    return reply
      .type("application/pdf")
      .header("content-disposition", `inline; filename="${hub.slug}-${language}.pdf"`)
      .header("cache-control", "public, max-age=300")
      .send(bytes);
  });
}
