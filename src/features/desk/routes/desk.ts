import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { dayIn } from "../../../platform/day.ts";
import type { Db } from "../../../platform/db/pool.ts";
import { found, NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { contactFrom, give, held, requestCode } from "../../accounts/index.ts";
import { joiningText } from "../../consents/index.ts";
import { findHub, type Hub } from "../../hubs/index.ts";
import { hubLine, openHubs } from "../../members/index.ts";
import { ageAt } from "../../people/index.ts";
import { type AtDesk, registerAtDesk } from "../actions/register.ts";
import { type DeskProblems, emptyFields, readDesk } from "../form.ts";
import { meet } from "../meeting.ts";
import { DeskPage, type DeskProps } from "../pages/desk-page.tsx";
import { DesksPage } from "../pages/desks-page.tsx";
import { canRegisterAt } from "../policy.ts";
import { type FoundHome, lookUp } from "../village.ts";

const config = { access: "coordinator" } as const;
const Slug = z.object({ slug: z.string().max(60).catch("") });
const Query = z.object({ done: z.uuid().optional().catch(undefined) });

/** `/desk`: staff register whoever stands before them, one after another. */
export function deskRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/desk", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hubs = (await openHubs(db, now())).filter((hub) => canRegisterAt(who, hub));
    const [only] = hubs;
    if (only && hubs.length === 1) return reply.to(`/desk/${only.slug}`);
    return reply.page(DesksPage, { hubs: hubs.map((hub) => hubLine(hub, reply.language())) });
  });

  app.get("/desk/:slug", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hub = await deskOf(db, who, request.params, now());
    const { done } = Query.parse(request.query);
    const registered = done ? await metAs(db, who, done) : undefined;
    return draw(reply, parts, hub, { fields: emptyFields(reply.language()), problems: {}, registered });
  });

  app.post("/desk/:slug", { config }, (request, reply) => register(request, reply, parts));
}

async function register(request: FastifyRequest, reply: FastifyReply, parts: FeatureParts) {
  const { settings, db, now } = parts;
  const who = signedIn(request);
  const hub = await deskOf(db, who, request.params, now());
  const today = dayIn(hub.time_zone, now());
  const readContact = (typed: string) => contactFrom(typed, settings);
  const filled = readDesk(request.body, { today, hub, language: reply.language(), readContact });
  const place = await lookUp(db, hub, filled.place, reply.language());
  const page = { fields: filled.fields, problems: {}, place };
  if (place.looking) return draw(reply, parts, hub, page);
  const { told } = filled;
  if (!told || !place.settled || Object.keys(filled.problems).length > 0) {
    const problems: DeskProblems = { ...filled.problems, ...(place.settled ? {} : homeless) };
    return draw(reply.code(422), parts, hub, { ...page, problems });
  }
  const given = { ...told, settlement_code: place.settled, contact: null };
  const { operation = randomUUID(), another, read } = filled;
  const answer = await registerAtDesk(parts, who, { hub: hub.id, given, operation, another, read }, now());
  if (answer.kind !== "registered") return drawRefusal(reply, parts, { who, hub, page, given }, answer);
  if (!filled.contact) return reply.to(`/desk/${hub.slug}?done=${answer.person}`);
  const asking = { contact: filled.contact, language: reply.language() };
  const asked = await requestCode(parts, { ...asking, earlier: held(request, settings, "ticket") }, now());
  give(reply, settings, "ticket", asked.ticket);
  return reply.to(`/people/${answer.person}/contact?sent=${asked.kind}`);
}

const homeless = { settlement_code: "missing" } as const;

type Draft = Pick<DeskProps, "fields" | "problems" | "alike" | "unfit" | "registered"> & {
  place?: FoundHome;
};

/** The number of the act is new each time the form is drawn: a form that was refused is another act. */
const draw = async (
  reply: FastifyReply,
  { settings, db }: FeatureParts,
  hub: Hub,
  { place = {}, ...draft }: Draft,
) =>
  reply.page(DeskPage, {
    words: await joiningText(db, reply.language()),
    ...draft,
    ...place,
    hub: hubLine(hub, reply.language()),
    near: hub.city.region_code,
    phones: Boolean(settings.sms_url),
    operation: randomUUID(),
  });

type Refused = { who: Actor; hub: Hub; page: Draft; given: { birth_date: string } };

async function drawRefusal(
  reply: FastifyReply,
  parts: FeatureParts,
  { who, hub, page, given }: Refused,
  answer: Exclude<AtDesk, { kind: "registered" }>,
) {
  if (answer.kind === "alike") {
    const alike = await Promise.all(answer.people.map((id) => metAs(parts.db, who, id)));
    return draw(reply.code(409), parts, hub, { ...page, alike });
  }
  if (answer.reason === "no_such_place")
    return draw(reply.code(422), parts, hub, { ...page, problems: homeless });
  const age = ageAt(given.birth_date, hub.time_zone, parts.now());
  return draw(reply.code(422), parts, hub, { ...page, unfit: { reason: answer.reason, age } });
}

/** The hub whose desk this is; one that is not open, or not this person's, is not there. */
async function deskOf(db: Db, who: Actor, params: unknown, now: Date): Promise<Hub> {
  const { slug } = Slug.parse(params);
  const hub = found(await findHub(db, slug), (row) => canRegisterAt(who, row));
  if (hub.opened_on > dayIn(hub.time_zone, now)) throw new NotFound();
  return hub;
}

/** What the desk may say of somebody: a given name, and since when they are what they are. */
async function metAs(db: Db, who: Actor, id: string) {
  const { person, membership, hub } = await meet(db, who, id);
  const waits = membership.status === "waiting_for_consent";
  return { id, given_name: person.given_name, waits, since: membership.joined_at, zone: hub.time_zone };
}
