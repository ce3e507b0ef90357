import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn, signedIn } from "../../../platform/http/access.ts";
import { speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { codesOf, giveRecoveryCode, keepCodes, renewCodes } from "../actions/recovery-codes.ts";
import { isSessionFresh } from "../actions/sessions.ts";
import { give } from "../cookies.ts";
import { CodeForm, KeptForm, Next, wayOn, withNext } from "../forms.ts";
import { CodesPage } from "../pages/codes-page.tsx";
import type { FactorProblem } from "../pages/factor-fields.tsx";
import { SparePage } from "../pages/spare-page.tsx";
import { ownPath } from "../rules.ts";
import { readRecoveryCode } from "../rules/second-factor.ts";

/** Recovery codes: used where one is half in, shown and made anew where one is in. */
export function recoveryCodeRoutes(app: FastifyInstance, parts: FeatureParts): void {
  useThem(app, parts);
  keepThem(app, parts);
}

function useThem(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;
  const config = { access: "half" } as const;
  const draw = (reply: FastifyReply, next: string, problem?: FactorProblem) =>
    reply.page(SparePage, {
      next: ownPath(next),
      back: withNext("/sign-in/second", next),
      ...(problem ? { problem } : {}),
    });
  const say = (reply: FastifyReply, words: () => string): FactorProblem => ({
    field: "code",
    text: speak(reply.language(), words),
  });

  app.get("/sign-in/second/code", { config }, async (request, reply) =>
    draw(reply, Next.parse(request.query).next),
  );

  app.post("/sign-in/second/code", { config }, async (request, reply) => {
    const { code: typed, next } = CodeForm.parse(request.body ?? {});
    const code = readRecoveryCode(typed);
    if (!code) return draw(reply.code(422), next, say(reply, m["accounts.spare.refused.unreadable"]));
    const given = await giveRecoveryCode(parts, halfSignedIn(request), code, now());
    if (given.kind === "given")
      return give(reply, settings, "session", given.token).to("/me/security?done=by_code");
    if (given.kind === "over") return reply.to(withNext("/sign-in", next));
    if (given.kind === "wait")
      return draw(reply.code(429), next, say(reply, m["accounts.second.refused.wait"]));
    const words = () => m["accounts.spare.refused.wrong"]({ left: given.left });
    return draw(reply.code(422), next, say(reply, words));
  });
}

function keepThem(app: FastifyInstance, parts: FeatureParts): void {
  const { db, keys, now } = parts;
  const config = { access: "member" } as const;

  app.get("/me/security/codes", { config }, async (request, reply) =>
    draw(request, reply, Next.parse(request.query).next),
  );

  app.post("/me/security/codes", { config }, async (request, reply) => {
    const { kept, next } = KeptForm.parse(request.body ?? {});
    if (!kept) return draw(request, reply.code(422), next, true);
    await keepCodes(db, signedIn(request), now());
    return reply.to(ownPath(next) ? wayOn(next) : "/me/security?done=codes");
  });

  app.post("/me/security/codes/renewal", { config }, async (request, reply) => {
    const made = await renewCodes(parts, signedIn(request), now());
    return reply.to(made ? "/me/security/codes" : "/me/security");
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, next: string, problem = false) {
    const who = signedIn(request);
    const codes = await codesOf(db, keys, who.id, now());
    if (!codes) return reply.to("/me/security");
    const fresh = await isSessionFresh(db, who, now());
    return reply.page(CodesPage, { codes, next: ownPath(next), fresh, problem: problem && !codes.kept });
  }
}
