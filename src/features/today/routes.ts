import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { NotFound } from "../../platform/errors.ts";
import type { FeatureParts, TodayAct } from "../../platform/feature.ts";
import { signedIn } from "../../platform/http/access.ts";
import { dayAfter, startOfDay } from "../../platform/i18n/day.ts";
import { dayIn } from "../../platform/day.ts";
import { TodayPage } from "./pages/today-page.tsx";
import { mostAtOnce, oldestFirst } from "./rules.ts";

const zone = "Asia/Almaty";

const line = z.string().min(1).max(200);
const Form = z.object({
  line: z.union([z.array(line).max(mostAtOnce), line.transform((one) => [one])]).catch([]),
});
const number = z.coerce.number().int().min(0).max(mostAtOnce).catch(0);
const Query = z.object({ done: z.string().max(60).optional().catch(undefined), count: number, left: number });

/** `/today`: what waits for whoever holds a post, and the acts that answer it. */
export function todayRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { now } = parts;
  const acts = new Map<string, TodayAct>(parts.today.flatMap(({ acts = {} }) => Object.entries(acts)));

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    more: { done?: () => string; untouched?: string },
  ) {
    const who = signedIn(request);
    const today = dayIn(zone, now());
    const since = startOfDay(dayAfter(today, -1), zone);
    const brought = await Promise.all(parts.today.map(({ look }) => look(parts, who, since)));
    return reply.page(TodayPage, {
      ...more,
      now: now(),
      groups: oldestFirst(brought.flatMap(({ waiting }) => waiting)),
      changes: brought.flatMap(({ changed }) => changed),
    });
  }

  app.get("/today", { config: { access: "member" } }, (request, reply) => {
    if (signedIn(request).posts.length === 0) return reply.to("/me");
    const { done, ...counts } = Query.parse(request.query);
    const act = acts.get(done ?? "");
    return show(request, reply, act ? { done: () => act.said(counts) } : {});
  });

  app.post("/today/:act", { config: { access: "staff" } }, async (request, reply) => {
    const { act: key } = request.params as { act: string };
    const act = acts.get(key);
    if (!act) throw new NotFound();
    const { line: ids } = Form.parse(request.body ?? {});
    if (ids.length === 0) return show(request, reply.code(422), { untouched: key });
    const count = await act.run(parts, signedIn(request), [...new Set(ids)], now());
    return reply.to(`/today?done=${key}&count=${count}&left=${ids.length - count}`);
  });
}
