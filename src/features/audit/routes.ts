import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { actInWords, acts } from "../../platform/audit/acts.ts";
import { seal } from "../../platform/audit/sealing.ts";
import { chainState } from "../../platform/audit/state.ts";
import { formats } from "../../platform/export/list.ts";
import { sendList } from "../../platform/export/send.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { signedIn } from "../../platform/http/access.ts";
import { dayAfter, startOfDay } from "../../platform/i18n/day.ts";
import { listHubs, shownText } from "../hubs/index.ts";
import { findPeopleByContact, readContact } from "../people/index.ts";
import { fileOfEntries } from "./exporting.ts";
import { type Asked, pathOf } from "./pages/address.ts";
import { AuditPage } from "./pages/audit-page.tsx";
import { ReadersPage } from "./pages/readers-page.tsx";
import { linesOf, onceEach } from "./present.ts";
import { noHub, type Question, readEntries, readReaders } from "./reading.ts";
import { monthsBefore, monthsToRead } from "./rules.ts";

const config = { access: "administrator" } as const;
const zone = "Asia/Almaty";
/** So much is sealed by hand at once; the page must answer. */
const sealedByHand = 20_000;

const entry = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** What the address may ask for; what cannot be understood is as if it were not there. */
const Query = z.object({
  act: z
    .string()
    .refine((act) => acts.includes(act))
    .optional()
    .catch(undefined),
  hub: z.string().max(60).optional().catch(undefined),
  person: z
    .string()
    .regex(new RegExp(`^${id}(,${id}){0,9}$`))
    .optional()
    .catch(undefined),
  from: day,
  until: day,
  after: entry,
  before: entry,
  done: z.enum(["check", "seal"]).optional().catch(undefined),
});

/** `/audit` for administrators, `/me/readers` for everybody. */
export function auditRoutes(app: FastifyInstance, parts: FeatureParts): void {
  entries(app, parts);
  file(app, parts);
  chain(app, parts);
  readers(app, parts);
}

function entries(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  type More = Pick<Parameters<typeof AuditPage>[0], "done" | "problem">;

  async function show(request: FastifyRequest, reply: FastifyReply, asked: Asked, more: More) {
    const language = reply.language();
    const hubs = await listHubs(db);
    const told = await readEntries(parts, signedIn(request), questionOf(asked, hubs), now());
    return reply.page(AuditPage, {
      ...more,
      asked,
      chain: await chainState(db, now()),
      lines: linesOf(told, new Map(hubs.map((hub) => [hub.id, hub])), language),
      earlier: told.earlier,
      later: told.later,
      acts: acts.map((act) => ({ act, what: () => actInWords(act) })),
      hubs: hubs.map((hub) => {
        const { text, lang } = shownText(hub.name, language);
        return { slug: hub.slug, name: text, ...(lang === language ? {} : { lang }) };
      }),
    });
  }

  app.get("/audit", { config }, (request, reply) => {
    const { done, ...asked } = Query.parse(request.query);
    return show(request, reply, asked, { done });
  });

  app.post("/audit/person", { config }, async (request, reply) => {
    const {
      done: _done,
      person: _person,
      after: _after,
      before: _before,
      ...asked
    } = Query.parse(request.body ?? {});
    const { contact: typed } = z.object({ contact: z.string().max(300).catch("") }).parse(request.body ?? {});
    const contact = readContact(typed);
    const people = typeof contact === "object" ? await findPeopleByContact(db, contact) : [];
    if (people.length > 0) {
      const ids = people.map((each) => each.id).slice(0, 10);
      return reply.to(pathOf("/audit", { ...asked, person: ids.join(",") }));
    }
    const reason = typed.trim() === "" ? "missing" : "unknown";
    return show(request, reply.code(422), asked, { problem: { contact: typed, reason } });
  });
}

const Format = z.object({ format: z.enum(formats).catch("csv") });

/** The entries as a file. Somebody who comes back to its address is led to the entries themselves. */
function file(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  app.post("/audit/export", { config }, async (request, reply) => {
    const { done: _done, after: _after, before: _before, ...asked } = Query.parse(request.body ?? {});
    const { format } = Format.parse(request.body ?? {});
    const hubs = await listHubs(db);
    const scope = {
      hubs: new Map(hubs.map((hub) => [hub.id, hub])),
      language: reply.language(),
      now: now(),
    };
    const list = fileOfEntries(parts, signedIn(request), questionOf(asked, hubs), scope);
    return sendList(reply, parts, list, format);
  });
  app.get("/audit/export", { config }, async (_request, reply) => reply.to("/audit"));
}

function questionOf(
  { person, hub, from, until, ...asked }: Asked,
  hubs: { id: string; slug: string }[],
): Question {
  return {
    ...asked,
    people: person?.split(",") ?? [],
    hub: hub ? (hubs.find((each) => each.slug === hub)?.id ?? noHub) : undefined,
    since: from ? startOfDay(from, zone) : undefined,
    until: until ? startOfDay(dayAfter(until), zone) : undefined,
  };
}

/** Sealing and checking by hand, for when the work in the background has stopped or is not to be waited for. */
function chain(app: FastifyInstance, { db, jobs, now }: FeatureParts): void {
  app.post("/audit/sealing", { config }, async (_request, reply) => {
    await seal(db, now(), sealedByHand);
    return reply.to("/audit?done=seal");
  });

  app.post("/audit/check", { config }, async (_request, reply) => {
    await db.transaction().execute((tx) => jobs.enqueue(tx, "audit.check", {}));
    return reply.to("/audit?done=check");
  });
}

function readers(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;
  const Place = z.object({ after: entry, before: entry });
  app.get("/me/readers", { config: { access: "member" } }, async (request, reply) => {
    const told = await readReaders(parts, signedIn(request), Place.parse(request.query), now());
    const hubs = new Map((await listHubs(db)).map((hub) => [hub.id, hub]));
    return reply.page(ReadersPage, {
      lines: onceEach(linesOf(told, hubs, reply.language(), "mine")),
      earlier: told.earlier ? told.rows[0]?.id : undefined,
      later: told.later ? told.rows.at(-1)?.id : undefined,
      since: monthsBefore(now(), monthsToRead),
    });
  });
}
