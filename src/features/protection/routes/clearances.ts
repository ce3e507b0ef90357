import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { dayIn } from "../../../platform/day.ts";
import { found, NotFound } from "../../../platform/errors.ts";
import { formats } from "../../../platform/export/list.ts";
import { sendList } from "../../../platform/export/send.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { partsFromDate } from "../../../ui/date/date-parts.ts";
import { findHub, type Hub, listHubs } from "../../hubs/index.ts";
import { hubLine } from "../../members/index.ts";
import { openAdult, recordClearance, withdrawClearance } from "../actions/clearances.ts";
import { openAdults } from "../actions/listing.ts";
import { fileOfAdults } from "../exporting.ts";
import { Done, Query, readRecord, readWithdrawal, type RecordFields } from "../forms.ts";
import { AdultPage, type AdultProps } from "../pages/adult-page.tsx";
import { AdultsPage } from "../pages/adults-page.tsx";
import { HandledPage } from "../pages/handled-page.tsx";
import { canHandle } from "../policy.ts";
import { linesOf, pastOf } from "../present.ts";
import type { RecordProblem } from "../rules/clearances.ts";
import { countedTo } from "../store/adults.ts";

const config = { access: ["coordinator", "safeguarding_focal_point"] } as const;
const Slug = z.object({ slug: z.string().max(60).catch("") });
const Format = z.object({ format: z.enum(formats).catch("csv") });
const Person = z.object({ person: z.uuid() });

/** The clearances of the adults of a hub, for whoever handles them there. */
export function clearanceRoutes(app: FastifyInstance, parts: FeatureParts): void {
  lists(app, parts);
  one(app, parts);
}

/** The hub whose adults these are; one that is not this person's is not there. */
const hubOf = async ({ db }: FeatureParts, who: Actor, params: unknown): Promise<Hub> =>
  found(await findHub(db, Slug.parse(params).slug), (hub) => canHandle(who, hub));

function personOf(params: unknown): string {
  const read = Person.safeParse(params);
  if (!read.success) throw new NotFound();
  return read.data.person;
}

function lists(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/clearances", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hubs = (await listHubs(db)).filter((hub) => canHandle(who, hub));
    const [only] = hubs;
    if (only && hubs.length === 1) return reply.to(`/hubs/${only.slug}/clearances`);
    return reply.page(HandledPage, { hubs: hubs.map((hub) => hubLine(hub, reply.language())) });
  });

  app.get("/hubs/:slug/clearances", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await hubOf(parts, who, request.params);
    const { view, ...place } = Query.parse(request.query ?? {});
    const { count, ...page } = await openAdults(db, who, hub, { view, ...place }, now());
    return reply.page(AdultsPage, {
      ...page,
      count: { shown: Math.min(count, countedTo), more: count > countedTo },
      view,
      hub: hubLine(hub, reply.language()),
    });
  });

  app.post("/hubs/:slug/clearances/export", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await hubOf(parts, who, request.params);
    const { view } = Query.parse(request.body ?? {});
    return sendList(reply, parts, fileOfAdults(who, hub, view, now()), Format.parse(request.body).format);
  });
  app.get("/hubs/:slug/clearances/export", { config }, async (request, reply) =>
    reply.to(`/hubs/${encodeURIComponent(Slug.parse(request.params).slug)}/clearances`),
  );
}

type Shown = Pick<AdultProps, "problems" | "withdrawing"> & { fields?: RecordFields };

function one(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  async function draw(reply: FastifyReply, who: Actor, at: { hub: Hub; person: string }, shown: Shown) {
    const today = dayIn(at.hub.time_zone, now());
    const { adult, rows, own } = await openAdult(db, who, at.hub, at.person, now());
    return reply.page(AdultPage, {
      fields: { document: "", from: partsFromDate(today) },
      ...shown,
      adult,
      own,
      hub: hubLine(at.hub, reply.language()),
      lines: linesOf(rows, today),
      past: pastOf(rows, today),
      done: Done.parse(reply.request.query ?? {}).done,
    });
  }

  const placeOf = async (who: Actor, params: unknown) => ({
    hub: await hubOf(parts, who, params),
    person: personOf(params),
  });

  app.get("/hubs/:slug/clearances/:person", { config }, async (request, reply) => {
    const who = signedIn(request);
    return draw(reply, who, await placeOf(who, request.params), { problems: {} });
  });

  app.post("/hubs/:slug/clearances/:person", { config }, async (request, reply) => {
    const who = signedIn(request);
    const at = await placeOf(who, request.params);
    const { fields, problems, recorded } = readRecord(request.body);
    if (!recorded) return draw(reply.code(422), who, at, { fields, problems });
    const answer = await recordClearance(db, who, { ...at, ...recorded }, now());
    if (answer.kind === "recorded")
      return reply.to(`/hubs/${at.hub.slug}/clearances/${at.person}?done=recorded`);
    return draw(reply.code(422), who, at, { fields, problems: problemsOf(answer.reason) });
  });

  app.post("/hubs/:slug/clearances/:person/withdrawal", { config }, async (request, reply) => {
    const who = signedIn(request);
    const at = await placeOf(who, request.params);
    const withdrawing = readWithdrawal(request.body);
    const { id, reason, problems } = withdrawing;
    if (Object.keys(problems).length > 0)
      return draw(reply.code(422), who, at, { problems: {}, withdrawing });
    await withdrawClearance(db, who, { ...at, id, reason }, now());
    return reply.to(`/hubs/${at.hub.slug}/clearances/${at.person}?done=withdrawn`);
  });
}

/** Where on the page each refusal is mended. */
const problemsOf = (reason: RecordProblem): AdultProps["problems"] =>
  reason === "wrong_document" ? { document: "missing" } : { from: reason };
