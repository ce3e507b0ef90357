import { dayIn } from "../../../platform/day.ts";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Db } from "../../../platform/db/pool.ts";
import { found, NotFound } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { type Hub, listHubs } from "../../hubs/index.ts";
import { spokenLanguages } from "../../people/index.ts";
import { makeVolunteer } from "../actions.ts";
import { districtsOf, settlementsOf } from "../choices.ts";
import { homesOf } from "../homes.ts";
import { findMembers, type Found } from "../listing.ts";
import { hubsById } from "../hubs.ts";
import { PeoplePage } from "../pages/people-page.tsx";
import { PersonPage } from "../pages/person-page.tsx";
import { WaitingPage } from "../pages/waiting-page.tsx";
import { coordinatedBy } from "../policy.ts";
import { districtName, homeLine, hubLine } from "../present.ts";
import { openMember, openWaiting } from "../reading.ts";
import { ageBands, listedStatuses, orders } from "../rules.ts";
import { viewOf } from "../view.ts";

const config = { access: "coordinator" } as const;
const code = z
  .string()
  .regex(/^\d{9}$/)
  .optional()
  .catch(undefined);
const row = z.uuid().optional().catch(undefined);

/** What a list's address may ask for; what cannot be understood is as if it were not there. */
const Query = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .transform((typed) => typed || undefined)
    .optional()
    .catch(undefined),
  hub: z
    .string()
    .max(60)
    .transform((slug) => slug || undefined)
    .optional()
    .catch(undefined),
  settlement: code,
  district: code,
  age: z
    .enum(ageBands.map((band) => band.name))
    .optional()
    .catch(undefined),
  status: z.enum(listedStatuses).optional().catch(undefined),
  speaks: z.enum(spokenLanguages).optional().catch(undefined),
  sort: z.enum(orders).catch("name"),
  after: row,
  before: row,
});

/** The people of a hub, for those who look after them. */
export function peopleRoutes(app: FastifyInstance, parts: FeatureParts): void {
  list(app, parts);
  waiting(app, parts);
  person(app, parts);
}

function list(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/people", { config }, async (request, reply) => {
    const who = signedIn(request);
    const language = reply.language();
    const { sort: order, ...query } = Query.parse(request.query);
    const { hubs, hub, everyHub } = await hubsFor(db, who, query.hub);
    const zone = hub?.time_zone ?? "Asia/Almaty";
    const place = await placeFor(db, query);
    const asked = { ...query, ...place, hub: hub?.slug, order };
    const members = await findMembers(db, who, { ...asked, hub: hub?.id }, dayIn(zone, now()));
    return reply.page(PeoplePage, {
      ...members,
      rows: await withHomes(db, members.rows, language),
      asked,
      hub: hub && hubLine(hub, language),
      zone,
      everyHub,
      hubs: hubs.map((each) => hubLine(each, language)),
      districts: hub ? await districtsOf(db, hub, language) : [],
      settlements: place.district ? await settlementsOf(db, place.district, language) : [],
    });
  });
}

type Place = { settlement?: string | undefined; district?: string | undefined };

/** A village stands in its district; when another district was chosen after it, the district is what is asked for now. */
async function placeFor(db: Db, { settlement, district }: Place): Promise<Place> {
  const home = settlement ? (await homesOf(db, [settlement])).get(settlement) : undefined;
  const own = home?.district?.code;
  const stays = home !== undefined && (district ?? own) === own;
  return { settlement: stays ? settlement : undefined, district: district ?? own };
}

/** Each row with the name of the place the person lives in. */
async function withHomes(db: Db, rows: Found["rows"], language: Language) {
  const homes = await homesOf(
    db,
    rows.map((row) => row.settlement_code),
  );
  return rows.map((row) => {
    const home = homes.get(row.settlement_code);
    return { ...row, home: home && { ...homeLine(home, language, true), settlement: home.code } };
  });
}

/** The hubs whose people this person may list, and the one that is asked for; one they may not list is as good as none. */
async function hubsFor(db: Db, who: Actor, slug: string | undefined) {
  const may = coordinatedBy(who);
  const hubs = may === "all" ? await listHubs(db) : [...(await hubsById(db, may)).values()];
  const asked = slug === undefined ? undefined : found(hubs.find((hub) => hub.slug === slug));
  const everyHub = may === "all";
  const hub: Hub | undefined = asked ?? (everyHub ? undefined : hubs[0]);
  return { hubs, hub, everyHub };
}

function waiting(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/people/waiting", { config }, async (request, reply) => {
    const language = reply.language();
    const { lines, more } = await openWaiting(db, signedIn(request), now());
    const rows = lines.map(({ hub, district, ...line }) => ({
      ...line,
      hub: hubLine(hub, language),
      district: districtName({ district }, language),
    }));
    return reply.page(WaitingPage, {
      rows,
      more,
      severalHubs: new Set(rows.map((each) => each.hub.id)).size > 1,
    });
  });
}

const Id = z.object({ id: z.uuid() });

/** An address that cannot be anybody's is as missing as one that is nobody's. */
function idOf(params: unknown): string {
  const read = Id.safeParse(params);
  if (!read.success) throw new NotFound();
  return read.data.id;
}

function person(app: FastifyInstance, { db, now }: FeatureParts): void {
  const draw = (who: Actor, id: string, language: Language) =>
    openMember(db, who, id, now()).then((dossier) => viewOf(db, dossier, language, who.id));

  app.get("/people/:id", { config }, async (request, reply) => {
    const id = idOf(request.params);
    const view = await draw(signedIn(request), id, reply.language());
    const { done } = z.object({ done: z.string().catch("") }).parse(request.query);
    return reply.page(PersonPage, { ...view, id, done: done === "volunteer" });
  });

  app.post("/people/:id/volunteer", { config }, async (request, reply) => {
    const id = idOf(request.params);
    const { hub } = z
      .object({ hub: z.uuid().catch("00000000-0000-0000-0000-000000000000") })
      .parse(request.body ?? {});
    await makeVolunteer(db, signedIn(request), { person: id, hub }, now());
    return reply.to(`/people/${id}?done=volunteer`);
  });
}
