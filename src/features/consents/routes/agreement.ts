import type { FastifyInstance } from "fastify";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { wayOn } from "../../accounts/index.ts";
import { owesOwnWord } from "../actions/joining.ts";
import { answerOwn, openOwn } from "../actions/own.ts";
import { AgreementForm, AgreementQuery } from "../forms.ts";
import { AgreementPage } from "../pages/agreement-page.tsx";
import { operatorOf } from "../snapshot.ts";

const config = { access: "member" } as const;

/** `/me/agreement`: where whoever signs in is asked for their own word on `data`, if it is missing; it can wait. */
export function agreementRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/me/agreement", { config }, async (request, reply) => {
    const who = signedIn(request);
    const { next } = AgreementQuery.parse(request.query);
    if (!(await owesOwnWord(db, who.id, now()))) return reply.to(wayOn(next));
    const { lines } = await openOwn(db, who, now());
    const { text } = found(lines.find((line) => line.text.purpose === "data"));
    return reply.page(AgreementPage, {
      text: { ...text, words: text.words[reply.language()] },
      operator: operatorOf(settings),
      next,
      later: wayOn(next),
    });
  });

  app.post("/me/agreement", { config }, async (request, reply) => {
    const { text, answer, next } = AgreementForm.parse(request.body ?? {});
    const kept =
      answer && (await answerOwn(parts, signedIn(request), { purpose: "data", text, answer }, now()));
    return reply.to(kept ? wayOn(next) : "/me/agreement");
  });
}
