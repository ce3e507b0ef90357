import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { Db } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { findHub, type Hub, listHubs, shownText } from "../../hubs/index.ts";
import { districtsOf, fullName, getPlace, settlementsOf } from "../../places/index.ts";
import { type Board, openBoard } from "../actions/board.ts";
import { remindChosen } from "../actions/remind-chosen.ts";
import { BoardPage } from "../pages/board-page.tsx";
import { BoardsPage } from "../pages/boards-page.tsx";
import { canOpenMembers, canHandle } from "../policy.ts";
import { boardLists, countedTo, outcomes, rowsAPage } from "../rules/board.ts";
import { purposes } from "../rules/standing.ts";
import type { Narrowing } from "../store/board.ts";

const config = { access: ["coordinator", "safeguarding_focal_point"] } as const;

const Slug = z.object({ slug: z.string().max(60).catch("") });
const code = z
  .string()
  .regex(/^\d{9}$/)
  .optional()
  .catch(undefined);
const row = z.uuid().optional().catch(undefined);
const Query = z.object({
  list: z.enum(boardLists).catch("waiting"),
  district: code,
  settlement: code,
  purpose: z.enum(purposes).optional().catch(undefined),
  state: z.enum(["refused", "withdrawn", "named", "unnamed"]).optional().catch(undefined),
  all: z.literal("yes").optional().catch(undefined),
  after: row,
  before: row,
});
type Asked = z.infer<typeof Query>;

const number = z.coerce.number().int().min(0).max(rowsAPage).catch(0);
const Told = z.object(
  Object.fromEntries(outcomes.map((each) => [each, number])) as Record<
    (typeof outcomes)[number],
    typeof number
  >,
);
const Sent = z.object({ sent: z.literal("yes").optional().catch(undefined) });

const person = z.uuid();
const RemindersForm = z.object({
  list: z.enum(boardLists).catch("waiting"),
  operation: z.uuid().catch(() => randomUUID()),
  person: z.union([z.array(person).max(rowsAPage), person.transform((one) => [one])]).catch([]),
});

/** The board of a hub: what stands about consent there, and asking once more those who have not answered. */
export function boardRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.get("/consents", { config }, async (request, reply) => {
    const who = signedIn(request);
    const hubs = (await listHubs(db)).filter(({ id }) => canHandle(who, id));
    const [first, ...others] = hubs;
    if (first && others.length === 0) return reply.to(`/hubs/${first.slug}/consents`);
    return reply.page(BoardsPage, { hubs: hubs.map((hub) => hubLine(hub, reply)) });
  });

  app.get("/hubs/:slug/consents", { config }, async (request, reply) => {
    const { sent } = Sent.parse(request.query);
    const told = sent ? Told.parse(request.query) : undefined;
    return show(request, reply, parts, { asked: Query.parse(request.query), told });
  });

  app.post("/hubs/:slug/consents/reminders", { config }, async (request, reply) => {
    const hub = await hubOf(db, request);
    const { person: people, operation, list } = RemindersForm.parse(request.body ?? {});
    if (people.length === 0)
      return show(request, reply.code(422), parts, { asked: Query.parse({ list }), untouched: true });
    const chosen = { hub: hub.id, people, operation };
    const told = await remindChosen(parts, signedIn(request), chosen, now());
    const counts = outcomes.filter((each) => told[each] > 0).map((each) => `&${each}=${told[each]}`);
    return reply.to(`/hubs/${hub.slug}/consents?list=${list}&sent=yes${counts.join("")}`);
  });
}

/** The hub of an address, where its board is this person's to see; any other is as missing as one that is not there. */
const hubOf = async (db: Db, request: FastifyRequest): Promise<Hub> =>
  found(await findHub(db, Slug.parse(request.params).slug), ({ id }) => canHandle(signedIn(request), id));

type Shown = { asked: Asked; told?: z.infer<typeof Told> | undefined; untouched?: boolean };

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, now }: FeatureParts,
  { asked: query, told, untouched = false }: Shown,
) {
  const hub = await hubOf(db, request);
  const who = signedIn(request);
  const language = reply.language();
  const asked = { ...query, ...(await placeOf(db, query)) };
  const { after, before } = asked;
  const read = { narrowing: narrowingOf(asked), place: { after, before } };
  return reply.page(BoardPage, {
    told,
    untouched,
    hub: hubLine(hub, reply),
    asked,
    ...linesOf(await openBoard(db, who, hub, read, now()), language, now()),
    opens: canOpenMembers(who, hub.id),
    operation: randomUUID(),
    districts: await districtsOf(db, hub.area, language),
    settlements: asked.district ? await settlementsOf(db, asked.district, language) : [],
  });
}

const narrowingOf = ({ list, purpose, state, district, settlement }: Asked): Narrowing => ({
  list,
  purpose: (list !== "waiting" && purpose) || null,
  state: state ?? null,
  district: settlement ? null : (district ?? null),
  settlement: settlement ?? null,
});

/** A village stands in its district; where another district was chosen after it, that is what is asked for now. */
async function placeOf(db: Db, { settlement, district }: Asked) {
  const own = settlement ? ((await getPlace(db, settlement))?.district_code ?? undefined) : undefined;
  const stays = own !== undefined && (district ?? own) === own;
  return { settlement: stays ? settlement : undefined, district: district ?? own };
}

const linesOf = ({ count, waiting, ...board }: Board, language: Language, now: Date) => ({
  ...board,
  count: { shown: Math.min(count, countedTo), more: count > countedTo },
  waiting: waiting.map(({ asking, district, ...line }) => ({
    ...line,
    district: district && fullName(district, language),
    days: Math.floor((now.getTime() - line.since.getTime()) / 86_400_000),
    guardian: asking.guardian,
    reminded_at: asking.reminded_at,
  })),
});

function hubLine(hub: Hub, reply: FastifyReply) {
  const language = reply.language();
  const { text, lang } = shownText(hub.name, language);
  return {
    slug: hub.slug,
    name: text,
    ...(lang === language ? {} : { lang }),
    city: hub.city.name[language].text,
    zone: hub.time_zone,
  };
}
