import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { isSampleHub } from "../../../platform/db/installation.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts, SamplePerson } from "../../../platform/feature.ts";
import { isNear } from "../../../platform/http/near.ts";
import { signIn } from "../actions/sign-in.ts";
import { give } from "../cookies.ts";
import { browserOf } from "../forms.ts";

/** Whether this is a sample hub, asked from its own machine: only then do sample doors open. */
export const isSampleVisit = async (
  request: FastifyRequest,
  { settings, db }: FeatureParts,
): Promise<boolean> => settings.sample && isNear(request) && isSampleHub(db);

/** The sample people a visitor may be with one click: only on a sample hub, opened on its own machine. */
export async function samplesFor(request: FastifyRequest, parts: FeatureParts): Promise<SamplePerson[]> {
  return (await isSampleVisit(request, parts)) ? parts.samplePeople(parts.db) : [];
}

/** One-click sign-in as a sample person; outside sample mode the route does not even exist. */
export function sampleRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  if (!settings.sample) return;
  app.post("/sample/sign-in", { config: { access: "anyone" } }, async (request, reply) => {
    const { person } = z.object({ person: z.string().catch("") }).parse(request.body ?? {});
    const samples = await samplesFor(request, parts);
    const { id } = found(samples.find((each) => each.id === person));
    const token = await signIn(db, id, "sample", browserOf(request, settings), now());
    return give(reply, settings, "session", token).to("/me");
  });
}
