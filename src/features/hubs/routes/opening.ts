import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { discardDraft, keepDraft, openHub, problemsIn } from "../actions.ts";
import { answersOf, readTyped, type Typed, typedOf } from "../form.ts";
import { placeNames } from "../geography.ts";
import { CheckPage } from "../pages/check-page.tsx";
import { NewHubPage } from "../pages/new-hub-page.tsx";
import { canContinue } from "../policy.ts";
import { isStep, profileFrom, type Problems, type Step, stepAfter, steps, zoneAt } from "../rules.ts";
import { type Answers, draftsOf, getDraft } from "../store/drafts.ts";
import { getCity } from "../store/hubs.ts";
import { asksAgain, hubForm } from "./hub-form.ts";

const Where = z.object({ draft: z.uuid(), step: z.string().refine(isStep) });
/** An address that names no step is a page that does not exist. */
const whereIn = (request: FastifyRequest) => found(Where.safeParse(request.params).data);

type Asking = Exclude<Step, "check">;

/** The way to a new hub, step by step; each step is kept before the next is shown. */
export function openingRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  const config = { access: "national_coordinator" } as const;

  app.get("/hubs/new", { config }, async (request, reply) => {
    const form = await hubForm(db, reply, { typed: {}, now: now() });
    const drafts = await draftsOf(db, signedIn(request).id);
    const draft: string = randomUUID();
    return reply.page(NewHubPage, { draft, step: "name" as const, form, drafts });
  });

  app.get("/hubs/new/:draft/:step", { config }, async (request, reply) => {
    const { draft, step } = whereIn(request);
    const answers = await answersSoFar(request, draft);
    if (step === "check") return showCheck(reply, draft, answers);
    return ask(reply, { draft, step, typed: await beginning(answers) });
  });

  app.post("/hubs/new/:draft/:step", { config }, async (request, reply) => {
    const { draft, step } = whereIn(request);
    if (step === "check") return open(request, reply, draft);
    const typed = readTyped(request.body);
    if (asksAgain(typed)) return ask(reply, { draft, step, typed });
    const kept = await keepDraft(db, signedIn(request), draft, answersOf(typed, steps[step]), now());
    if (kept.kind === "kept") return reply.to(`/hubs/new/${draft}/${stepAfter(step)}`);
    return ask(reply.code(422), { draft, step, typed, problems: kept.problems });
  });

  app.post("/hubs/new/:draft/removal", { config }, async (request, reply) => {
    const { draft } = found(Where.pick({ draft: true }).safeParse(request.params).data);
    await discardDraft(db, signedIn(request), draft);
    return reply.to("/hubs/new");
  });

  async function answersSoFar(request: FastifyRequest, id: string): Promise<Answers> {
    const who = signedIn(request);
    return found(await getDraft(db, id), (draft) => canContinue(who, draft)).answers;
  }

  /** What a step begins with: what was answered before, else what most hubs choose. */
  async function beginning(answers: Answers): Promise<Typed> {
    const city = answers.city_code ? await getCity(db, answers.city_code) : undefined;
    const usual = {
      ...(city ? { area: [city.region_code], time_zone: zoneAt(city.code) } : {}),
      opened_on: now().toISOString().slice(0, 10),
    };
    return typedOf(profileFrom({ ...usual, ...answers }));
  }

  async function ask(
    reply: FastifyReply,
    { draft, step, ...drawn }: { draft: string; step: Asking; typed: Typed; problems?: Problems },
  ) {
    const form = await hubForm(db, reply, { ...drawn, now: now() });
    return reply.page(NewHubPage, { draft, step, form });
  }

  async function showCheck(reply: FastifyReply, draft: string, answers: Answers) {
    const hub = profileFrom(answers);
    const places = await placeNames(db, [hub.city_code, ...hub.area], reply.language());
    return reply.page(CheckPage, { draft, hub, places, problems: await problemsIn(db, hub, now()) });
  }

  async function open(request: FastifyRequest, reply: FastifyReply, draft: string) {
    const opened = await openHub(db, signedIn(request), draft, now());
    if (opened.kind === "opened") return reply.to(`/hubs/${opened.slug}`);
    return showCheck(reply.code(422), draft, await answersSoFar(request, draft));
  }
}
