import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { makeVolunteer } from "../actions.ts";
import { PersonPage } from "../pages/person-page.tsx";
import { overseenPostsOf } from "../posts/offering.ts";
import { postLines } from "../posts/words.ts";
import { openMember } from "../reading.ts";
import { viewOf } from "../view.ts";
import { exportRoutes } from "./exporting.ts";
import { listRoutes } from "./lists.ts";

const config = { access: "coordinator" } as const;

/** The people of a hub, for those who look after them. */
export function peopleRoutes(app: FastifyInstance, parts: FeatureParts): void {
  listRoutes(app, parts);
  exportRoutes(app, parts);
  person(app, parts);
}

const Id = z.object({ id: z.uuid() });

/** An address that cannot be anybody's is as missing as one that is nobody's. */
function idOf(params: unknown): string {
  const read = Id.safeParse(params);
  if (!read.success) throw new NotFound();
  return read.data.id;
}

function person(app: FastifyInstance, { db, now }: FeatureParts): void {
  const draw = (who: Actor, id: string, language: Language) =>
    openMember(db, who, id, now()).then((dossier) => viewOf(db, dossier, language, who.id));

  app.get("/people/:id", { config }, async (request, reply) => {
    const id = idOf(request.params);
    const who = signedIn(request);
    const view = await draw(who, id, reply.language());
    const posts = await postLines(db, await overseenPostsOf(db, who, id, now()), reply.language(), now());
    const { done } = z.object({ done: z.string().catch("") }).parse(request.query);
    const another = id !== who.id;
    return reply.page(PersonPage, { ...view, id, posts, another, done: done === "volunteer" });
  });

  app.post("/people/:id/volunteer", { config }, async (request, reply) => {
    const id = idOf(request.params);
    const { hub } = z
      .object({ hub: z.uuid().catch("00000000-0000-0000-0000-000000000000") })
      .parse(request.body ?? {});
    await makeVolunteer(db, signedIn(request), { person: id, hub }, now());
    return reply.to(`/people/${id}?done=volunteer`);
  });
}
