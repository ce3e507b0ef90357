import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { openOwn, signCode } from "../actions/code.ts";
import { Done } from "../forms.ts";
import { OwnPage } from "../pages/own-page.tsx";
import { linesOf, pastOf } from "../present.ts";

const config = { access: "member" } as const;
const Form = z.object({ code: z.uuid().catch("") });

/** `/me/clearances`: what one is cleared by, and the code of conduct to sign. */
export function ownRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/me/clearances", { config }, async (request, reply) => {
    const { code, rows, grown, day } = await openOwn(db, signedIn(request), now());
    return reply.page(OwnPage, {
      code: { ...code, words: code.words[reply.language()] },
      lines: linesOf(rows, day),
      past: pastOf(rows, day),
      grown,
      done: Done.parse(request.query ?? {}).done,
    });
  });

  app.post("/me/clearances/code", { config }, async (request, reply) => {
    const { code } = Form.parse(request.body ?? {});
    const signed = await signCode(db, signedIn(request), code, now());
    return reply.to(signed ? "/me/clearances?done=signed" : "/me/clearances");
  });
}
