import type { FastifyInstance } from "fastify";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { contactFrom } from "../../accounts/index.ts";
import { maskContact, tidyName } from "../../people/index.ts";
import { contactOf } from "../actions/answer.ts";
import { nameGuardian } from "../actions/ask.ts";
import { answerOwn, openOwn, withdrawOwn } from "../actions/own.ts";
import { DoneQuery, NamingForm, OwnForm, type TypedNaming } from "../forms.ts";
import { type NamingProblems, NamingPage } from "../pages/naming-page.tsx";
import { OwnPage } from "../pages/own-page.tsx";
import { guardianNameProblem } from "../rules/asking.ts";
import { operatorOf } from "../snapshot.ts";

const config = { access: "member" } as const;

/** What a young person does about consent: names a guardian, and answers for themselves where their own word is needed. */
export function ownRoutes(app: FastifyInstance, parts: FeatureParts): void {
  ownConsents(app, parts);
  naming(app, parts);
}

function ownConsents(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/me/consents", { config }, async (request, reply) => {
    const own = await openOwn(db, signedIn(request), now());
    return reply.page(OwnPage, {
      lines: own.lines.map(({ text, ...line }) => ({
        ...line,
        text: { ...text, words: text.words[reply.language()] },
      })),
      operator: operatorOf(settings),
      zone: own.subject.hubs[0]?.time_zone ?? "Asia/Almaty",
      needs_guardian: own.needs_guardian,
      belongs: own.subject.hubs.length > 0,
      guardian: own.guardian && {
        state: own.guardian.state,
        asked_at: own.guardian.asked_at,
        name: own.guardian.row.name,
        contact: maskContact(contactOf(own.guardian.row)),
      },
      turning: own.turning,
      done: DoneQuery.parse(request.query).done,
    });
  });

  app.post("/me/consents", { config }, async (request, reply) => {
    const { purpose, text, answer } = OwnForm.parse(request.body ?? {});
    if (!answer) return reply.to("/me/consents");
    const kept = await answerOwn(parts, signedIn(request), { purpose: found(purpose), text, answer }, now());
    return reply.to(kept ? "/me/consents?done=saved" : "/me/consents");
  });

  app.post("/me/consents/withdrawal", { config: { ...config, essential: true } }, async (request, reply) => {
    const { purpose } = OwnForm.parse(request.body ?? {});
    await withdrawOwn(parts, signedIn(request), found(purpose), now());
    return reply.to("/me/consents?done=withdrawn");
  });
}

function naming(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  const phones = Boolean(settings.sms_url);

  app.get("/me/guardian", { config }, async (request, reply) => {
    const own = await openOwn(db, signedIn(request), now());
    if (!own.needs_guardian) return reply.to("/me/consents");
    const typed = { name: "", relation: undefined, contact: "", language: reply.language() };
    return reply.page(NamingPage, { phones, typed, problems: {}, open: own.guardian?.state === "open" });
  });

  app.post("/me/guardian", { config }, async (request, reply) => {
    const typed = NamingForm.parse(request.body ?? {});
    const refuse = (problems: NamingProblems) =>
      reply.code(422).page(NamingPage, { phones, typed, problems, open: false });
    const { contact, relation, language, problems } = read(typed);
    if (!contact || !relation || !language) return refuse(problems);
    if (Object.keys(problems).length > 0) return refuse(problems);
    const naming = { name: tidyName(typed.name), relation, contact, language };
    const named = await nameGuardian(parts, signedIn(request), naming, now());
    if (named.kind === "asked") return reply.to("/me/consents?done=asked");
    return named.reason === "not_needed" ? reply.to("/me/consents") : refuse({ contact: named.reason });
  });

  function read(typed: TypedNaming) {
    const problems: NamingProblems = {};
    const name = guardianNameProblem(tidyName(typed.name));
    if (name) problems.name = name;
    if (!typed.relation) problems.relation = "missing";
    if (!typed.language) problems.language = "missing";
    const contact = contactFrom(typed.contact, settings);
    if (typeof contact !== "object") problems.contact = contact;
    const { relation, language } = typed;
    return { contact: typeof contact === "object" ? contact : undefined, relation, language, problems };
  }
}
