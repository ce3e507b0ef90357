import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { stopByStaff, vouchFor } from "../actions/recovery.ts";
import { VouchForm } from "../forms.ts";
import { RecoveriesPage } from "../pages/recoveries-page.tsx";
import { RecoveryPage } from "../pages/recovery-page.tsx";
import { vouchProblems, type VouchProblems } from "../rules/recovery.ts";
import { listVouchable, listVouches } from "../store/recoveries.ts";

const config = { access: ["coordinator", "administrator"] } as const;
const Done = z.object({ done: z.enum(["confirmed", "stopped"]).optional().catch(undefined) });

/** `/recoveries`: who has lost their second factor, for those who may confirm that it is them. */
export function recoveriesRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/recoveries", { config }, async (request, reply) => {
    const { done } = Done.parse(request.query);
    return reply.page(RecoveriesPage, {
      recoveries: await listVouchable(db, signedIn(request), now()),
      done,
    });
  });

  app.get("/recoveries/:id", { config }, async (request, reply) => draw(request, reply, {}));

  app.post("/recoveries/:id/confirmation", { config }, async (request, reply) => {
    const typed = VouchForm.parse(request.body ?? {});
    const { how } = typed;
    const problems = vouchProblems(typed);
    if (!how || Object.keys(problems).length > 0) return draw(request, reply.code(422), problems);
    const word = { how, reason: typed.reason.trim() };
    const vouched = await vouchFor(parts, signedIn(request), idOf(request), word, now());
    return reply.to(vouched.kind === "over" ? "/recoveries" : "/recoveries?done=confirmed");
  });

  app.post("/recoveries/:id/stop", { config }, async (request, reply) => {
    await stopByStaff(parts, signedIn(request), idOf(request), now());
    return reply.to("/recoveries?done=stopped");
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, problems: VouchProblems) {
    const who = signedIn(request);
    const listed = await listVouchable(db, who, now());
    const recovery = found(listed.find((each) => each.id === idOf(request)));
    const vouches = await listVouches(db, recovery.id);
    const { how = "", reason } = VouchForm.parse(request.body ?? {});
    return reply.page(RecoveryPage, { ...recovery, vouches, typed: { how, reason }, problems });
  }
}

const idOf = (request: FastifyRequest): string =>
  found(z.object({ id: z.uuid() }).safeParse(request.params).data).id;
