import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn } from "../../../platform/http/access.ts";
import { speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { factorsOf } from "../actions/own-factors.ts";
import { type FactorGiven, giveAppCode } from "../actions/second-factor.ts";
import { endSessionOfToken } from "../actions/sessions.ts";
import { give, held, takeBack } from "../cookies.ts";
import { CodeForm, StepQuery, withNext } from "../forms.ts";
import type { FactorProblem } from "../pages/factor-fields.tsx";
import { SecondPage } from "../pages/second-page.tsx";
import { SetUpPage } from "../pages/set-up-page.tsx";
import { ownPath, readCode } from "../rules.ts";
import { hasFactor, partyOf } from "../rules/second-factor.ts";
import { onwards } from "./onwards.ts";
import { sampleCode } from "./sample.ts";

const config = { access: "half" } as const;

/** `/sign-in/second`: whoever has a second factor gives it here, and until then can call nothing else. */
export function secondRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  const party = partyOf(settings.public_address);

  app.get("/sign-in/second", { config }, async (request, reply) => {
    const { next, refused } = StepQuery.parse(request.query);
    const factors = await factorsOf(db, parts.keys, halfSignedIn(request).id);
    if (!hasFactor(factors)) return reply.to(withNext("/sign-in/second/setup", next));
    return draw(request, reply, { next, refused });
  });

  app.post("/sign-in/second", { config }, async (request, reply) => {
    const typed = CodeForm.parse(request.body ?? {});
    const code = readCode(typed.code);
    const say = (problem: FactorProblem) => draw(request, reply, { next: typed.next, problem });
    if (!code) {
      reply.code(422);
      return say(problemOf(reply, { kind: "not_six_digits" }));
    }
    const given = await giveAppCode(parts, halfSignedIn(request), code, now());
    if (given.kind === "given") {
      give(reply, settings, "session", given.token);
      return reply.to(await onwards(parts, halfSignedIn(request).id, typed.next));
    }
    if (given.kind === "over") return reply.to(withNext("/sign-in", typed.next));
    reply.code(given.kind === "wait" ? 429 : 422);
    return say(problemOf(reply, given));
  });

  app.get("/sign-in/second/setup", { config }, async (request, reply) => {
    const { next, refused } = StepQuery.parse(request.query);
    const factors = await factorsOf(db, parts.keys, halfSignedIn(request).id);
    if (hasFactor(factors)) return reply.to(withNext("/sign-in/second", next));
    return reply.page(SetUpPage, { next: ownPath(next), passkeys: party !== null, refused });
  });

  app.post("/sign-in/second/leaving", { config }, async (request, reply) => {
    const token = held(request, settings, "session");
    await db.transaction().execute((tx) => endSessionOfToken(tx, token, now()));
    return takeBack(reply, settings, "session", "ticket", "proof").to("/sign-in");
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, { next, ...said }: Said) {
    const half = halfSignedIn(request);
    const { app: hasApp, keys } = await factorsOf(db, parts.keys, half.id);
    const factors = { app: hasApp, key: keys > 0 && party !== null };
    const sample = await sampleCode(request, parts, half);
    return reply.page(SecondPage, { factors, next: ownPath(next), sample, ...said });
  }
}

type Said = { next: string; refused?: "key" | undefined; problem?: FactorProblem };

type Refused = { kind: "not_six_digits" } | Exclude<FactorGiven, { kind: "given" | "over" }>;

/** What the field says of a code that was not taken. */
function problemOf(reply: FastifyReply, refused: Refused): FactorProblem {
  const left = refused.kind === "wrong" ? refused.left : 0;
  const text = speak(reply.language(), () => m[`accounts.second.refused.${refused.kind}`]({ left }));
  return { field: "code", text };
}
