import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn } from "../../../platform/http/access.ts";
import { speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { type FactorGiven, giveAppCode } from "../actions/second-factor.ts";
import { endSessionOfToken } from "../actions/sessions.ts";
import { give, held, takeBack } from "../cookies.ts";
import { CodeForm, Next, wayOn, withNext } from "../forms.ts";
import type { FactorProblem } from "../pages/factor-fields.tsx";
import { SecondPage } from "../pages/second-page.tsx";
import { SetUpPage } from "../pages/set-up-page.tsx";
import { ownPath, readCode } from "../rules.ts";
import { factorsOf } from "../store/factors.ts";
import { sampleCode } from "./sample.ts";

const config = { access: "half" } as const;

/** `/sign-in/second`: whoever has a second factor gives it here, and until then can call nothing else. */
export function secondRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/sign-in/second", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    const factors = await factorsOf(db, halfSignedIn(request).id);
    if (!factors.app && factors.keys === 0) return reply.to(withNext("/sign-in/second/setup", next));
    return draw(request, reply, next);
  });

  app.post("/sign-in/second", { config }, async (request, reply) => {
    const typed = CodeForm.parse(request.body ?? {});
    const code = readCode(typed.code);
    if (!code)
      return draw(request, reply.code(422), typed.next, problemOf(reply, { kind: "not_six_digits" }));
    const given = await giveAppCode(parts, halfSignedIn(request), code, now());
    if (given.kind === "given") return give(reply, settings, "session", given.token).to(wayOn(typed.next));
    if (given.kind === "over") return reply.to(withNext("/sign-in", typed.next));
    return draw(request, reply.code(given.kind === "wait" ? 429 : 422), typed.next, problemOf(reply, given));
  });

  app.get("/sign-in/second/setup", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    const factors = await factorsOf(db, halfSignedIn(request).id);
    if (factors.app || factors.keys > 0) return reply.to(withNext("/sign-in/second", next));
    return reply.page(SetUpPage, { next: ownPath(next) });
  });

  app.post("/sign-in/second/leaving", { config }, async (request, reply) => {
    const token = held(request, settings, "session");
    await db.transaction().execute((tx) => endSessionOfToken(tx, token, now()));
    return takeBack(reply, settings, "session", "ticket", "proof").to("/sign-in");
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, next: string, problem?: FactorProblem) {
    const sample = await sampleCode(request, parts, halfSignedIn(request));
    return reply.page(SecondPage, { next: ownPath(next), sample, ...(problem ? { problem } : {}) });
  }
}

type Refused = { kind: "not_six_digits" } | Exclude<FactorGiven, { kind: "given" | "over" }>;

/** What the field says of a code that was not taken. */
function problemOf(reply: FastifyReply, refused: Refused): FactorProblem {
  const left = refused.kind === "wrong" ? refused.left : 0;
  const text = speak(reply.language(), () => m[`accounts.second.refused.${refused.kind}`]({ left }));
  return { field: "code", text };
}
