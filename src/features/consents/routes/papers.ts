import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Db } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { findHub, type Hub, shownText } from "../../hubs/index.ts";
import { listPapers } from "../actions/paper-lists.ts";
import { PapersQuery } from "../paper-forms.ts";
import { type PapersProps, PapersPage } from "../pages/papers-page.tsx";
import { canHandle } from "../policy.ts";
import { readPaperCode } from "../rules/paper-code.ts";
import { findPaper } from "../store/papers.ts";

export const config = { access: ["coordinator", "safeguarding_focal_point"] } as const;
const Slug = z.object({ slug: z.string().max(60).catch("") });

/** The papers of a hub: a code is typed and leads to its sheet; below stand those that are not done. */
export function papersRoutes(app: FastifyInstance, { db }: FeatureParts): void {
  app.get("/hubs/:slug/papers", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await hubOf(db, who, request);
    const { code: typed, day, done } = PapersQuery.parse(request.query);
    if (typed === undefined) return draw(reply, who, hub, { typed: "", day, done });
    const code = readPaperCode(typed);
    const paper = code && (await findPaper(db, code));
    if (paper && canHandle(who, paper.hub_id)) return reply.to(`/papers/${code}${day ? `?day=${day}` : ""}`);
    const problem = code ? "unknown" : "not_a_code";
    return draw(reply.code(422), who, hub, { typed, day, problem });
  });

  type Said = Pick<PapersProps, "typed" | "day" | "done" | "problem">;

  async function draw(reply: FastifyReply, who: Actor, hub: Hub, said: Said) {
    const rows = await listPapers(db, who, hub.id);
    return reply.page(PapersPage, {
      ...said,
      rows,
      hub: namedHub(hub, reply.language()),
      zone: hub.time_zone,
    });
  }
}

/** The hub of an address whose papers this person handles. */
export const hubOf = async (db: Db, who: Actor, request: FastifyRequest): Promise<Hub> =>
  found(await findHub(db, Slug.parse(request.params).slug), ({ id }) => canHandle(who, id));

/** A hub as pages about papers name it. */
export function namedHub({ slug, name }: Hub, language: Language) {
  const shown = shownText(name, language);
  return { slug, name: shown.text, ...(shown.lang === language ? {} : { lang: shown.lang }) };
}
