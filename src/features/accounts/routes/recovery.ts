import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn } from "../../../platform/http/access.ts";
import { askRecovery, completeRecovery, stopByLink } from "../actions/recovery.ts";
import { give } from "../cookies.ts";
import { LostPage, type OwnRecovery } from "../pages/lost-page.tsx";
import { StopPage } from "../pages/stop-page.tsx";
import { recoveryState } from "../rules/recovery.ts";
import { findByStop, listVouches, openRecovery } from "../store/recoveries.ts";
import { hashToken } from "../tokens.ts";

/** Recovery of a lost second factor, as the person themselves meets it: asked for, followed, completed, stopped by a link. */
export function recoveryRoutes(app: FastifyInstance, parts: FeatureParts): void {
  askForIt(app, parts);
  stopIt(app, parts);
}

const back = "/sign-in/second";

function askForIt(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;
  const config = { access: "half" } as const;

  app.get("/sign-in/second/recovery", { config }, async (request, reply) =>
    reply.page(LostPage, { recovery: await ownRecovery(parts, halfSignedIn(request).id), back }),
  );

  app.post("/sign-in/second/recovery", { config }, async (request, reply) => {
    const asked = await askRecovery(parts, halfSignedIn(request), now());
    if (asked.kind === "too_many")
      return reply.code(429).page(LostPage, { recovery: { state: "too_many" }, back });
    return reply.to(asked.kind === "asked" ? "/sign-in/second/recovery" : "/sign-in/second");
  });

  app.post("/sign-in/second/recovery/completion", { config }, async (request, reply) => {
    const token = await completeRecovery(parts, halfSignedIn(request), now());
    if (!token) return reply.to("/sign-in/second/recovery");
    return give(reply, settings, "session", token).to("/sign-in/second/setup");
  });
}

async function ownRecovery({ db, now }: FeatureParts, person: string): Promise<OwnRecovery> {
  const recovery = await openRecovery(db, person);
  const state = recovery ? recoveryState(recovery, now()) : "over";
  if (!recovery || state === "over") return { state: "none" };
  if (state === "ready") return { state };
  const { waits_until, expires_at } = recovery;
  if (waits_until) return { state: "waiting", until: waits_until };
  return { state: "asked", confirmed: (await listVouches(db, recovery.id)).length, until: expires_at };
}

function stopIt(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  const config = { access: "anyone" } as const;
  const Token = z.object({ token: z.string().regex(/^[\w-]{22}$/) });

  app.get("/recovery/:token", { config }, async (request, reply) => {
    const { token } = found(Token.safeParse(request.params).data);
    const recovery = found(await findByStop(db, hashToken(token)));
    if (recovery.stopped_how === "link") return reply.page(StopPage, { token, state: "stopped" });
    const over = recoveryState(recovery, now()) === "over";
    return reply.page(StopPage, { token, state: over ? "over" : "open" });
  });

  app.post("/recovery/:token/stop", { config }, async (request, reply) => {
    const { token } = found(Token.safeParse(request.params).data);
    await stopByLink(parts, token, now());
    return reply.to(`/recovery/${token}`);
  });
}
