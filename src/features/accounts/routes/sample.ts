import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { isSampleHub } from "../../../platform/db/installation.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts, SamplePerson } from "../../../platform/feature.ts";
import { isNear } from "../../../platform/http/near.ts";
import { codeOfSample, giveSampleApp } from "../actions/sample.ts";
import { signIn } from "../actions/sign-in.ts";
import { give } from "../cookies.ts";
import { browserOf } from "../forms.ts";

/** Whether this is a sample hub, asked from its own machine: only then do sample doors open. */
export const isSampleVisit = async (
  request: FastifyRequest,
  { settings, db }: FeatureParts,
): Promise<boolean> => settings.sample && isNear(request) && isSampleHub(db);

/** How a visitor gets their code: shown in a sample hub's outbox, or not at all where nothing sends mail. */
export const codesFor = async (
  request: FastifyRequest,
  parts: FeatureParts,
  contact: string,
): Promise<{ sample: boolean; unsent: "yes" | "no" }> => {
  const { sample, smtp_url } = parts.settings;
  const unsent = !sample && !smtp_url && contact.includes("@");
  return { sample: await isSampleVisit(request, parts), unsent: unsent ? "yes" : "no" };
};

/** The sample people a visitor may be with one click: only on a sample hub, opened on its own machine. */
export async function samplesFor(request: FastifyRequest, parts: FeatureParts): Promise<SamplePerson[]> {
  return (await isSampleVisit(request, parts)) ? parts.samplePeople(parts.db) : [];
}

/** What the app of a sample person would show now: nobody holds that app, so on a sample hub the page shows it. */
export async function sampleCode(
  request: FastifyRequest,
  parts: FeatureParts,
  { id }: { id: string },
): Promise<string | undefined> {
  const samples = await samplesFor(request, parts);
  return samples.some((each) => each.id === id)
    ? codeOfSample(parts.db, parts.keys, id, parts.now())
    : undefined;
}

/** One-click sign-in as a sample person; outside sample mode the route does not even exist. */
export function sampleRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  if (!settings.sample) return;
  app.post("/sample/sign-in", { config: { access: "anyone", essential: true } }, async (request, reply) => {
    const { person } = z.object({ person: z.string().catch("") }).parse(request.body ?? {});
    const samples = await samplesFor(request, parts);
    const { id, post } = found(samples.find((each) => each.id === person));
    if (post) await giveSampleApp(parts, id, now());
    const token = await signIn(db, id, "sample", browserOf(request, settings), now());
    return give(reply, settings, "session", token).to("/today");
  });
}
