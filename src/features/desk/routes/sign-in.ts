import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { arrive, browserOf, give, ownPath, readCardCode, signInByCard, wayOn } from "../../accounts/index.ts";
import { mayUseCard } from "../actions/cards.ts";
import { SignInPage } from "../pages/sign-in-page.tsx";

const config = { access: "anyone" } as const;
const text = z.string().max(1_000).catch("");
const Next = z.object({ next: text });
const CodeForm = z.object({ code: text, next: text });

/** Signing in by the code of a card. */
export function signInRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;

  app.get("/sign-in/card", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    if (request.who) return reply.to(wayOn(next));
    return reply.page(SignInPage, { next: ownPath(next), typed: "" });
  });

  app.post("/sign-in/card", { config }, async (request, reply) => {
    const { code: typed, next } = CodeForm.parse(request.body ?? {});
    const page = { next: ownPath(next), typed };
    const code = readCardCode(typed);
    if (!code) return reply.code(422).page(SignInPage, { ...page, problem: "not_a_code" });
    const trying = { code, browser: browserOf(request, settings) };
    const answer = await signInByCard(parts, trying, mayUseCard(now()), now());
    if (answer.kind === "signed_in")
      return give(reply, settings, "session", answer.token).to(await arrive(parts, answer.person, next));
    return reply
      .code(answer.kind === "too_many" ? 429 : 422)
      .page(SignInPage, { ...page, problem: answer.kind });
  });
}
