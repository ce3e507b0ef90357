import type { FastifyInstance } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { tryPassword } from "../actions/passwords.ts";
import { signIn } from "../actions/sign-in.ts";
import { give } from "../cookies.ts";
import { browserOf, contactFrom, Next, PasswordForm, wayOn } from "../forms.ts";
import { PasswordPage } from "../pages/password-page.tsx";
import { ownPath } from "../rules.ts";
import { arrive } from "./onwards.ts";

const config = { access: "anyone", essential: true } as const;

/** Signing in by a password, for those who have set one. */
export function passwordRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  const phones = Boolean(settings.sms_url);

  app.get("/sign-in/password", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    if (request.who) return reply.to(wayOn(next));
    return reply.page(PasswordPage, { phones, next: ownPath(next), typed: "" });
  });

  app.post("/sign-in/password", { config }, async (request, reply) => {
    const { contact: typed, password, next } = PasswordForm.parse(request.body ?? {});
    const page = { phones, next: ownPath(next), typed };
    const contact = contactFrom(typed, settings);
    if (typeof contact === "string")
      return reply.code(422).page(PasswordPage, { ...page, problem: { field: "contact", reason: contact } });
    if (password === "")
      return reply
        .code(422)
        .page(PasswordPage, { ...page, problem: { field: "password", reason: "missing" } });
    const answer = await tryPassword(parts, { contact, password }, now());
    if (answer.kind === "right") {
      const token = await signIn(db, answer.person, "password", browserOf(request, settings), now());
      return give(reply, settings, "session", token).to(await arrive(parts, answer.person, next));
    }
    const reason = answer.kind === "refused" ? "no_match" : "too_many";
    return reply
      .code(reason === "too_many" ? 429 : 422)
      .page(PasswordPage, { ...page, problem: { field: "password", reason } });
  });
}
