import type { FastifyInstance } from "fastify";
import { dayIn } from "../../../platform/day.ts";
import type { Db } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import { districtsOf, settlementsOf } from "../../places/index.ts";
import { homesOf } from "../homes.ts";
import { findMembers, type Found } from "../listing.ts";
import { PeoplePage } from "../pages/people-page.tsx";
import { WaitingPage } from "../pages/waiting-page.tsx";
import { districtName, homeLine, hubLine } from "../present.ts";
import { openWaiting } from "../reading.ts";
import { countedTo } from "../rules.ts";
import { Edge, readAsked } from "./asked.ts";

const config = { access: "coordinator" } as const;

/** The lists of a hub's people: those who are in, and those who wait. */
export function listRoutes(app: FastifyInstance, parts: FeatureParts): void {
  list(app, parts);
  waiting(app, parts);
}

function list(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/people", { config }, async (request, reply) => {
    const who = signedIn(request);
    const language = reply.language();
    const { asked, narrowing, hubs, hub, everyHub } = await readAsked(db, who, request.query);
    const zone = hub?.time_zone ?? "Asia/Almaty";
    const members = await findMembers(db, who, narrowing, dayIn(zone, now()));
    return reply.page(PeoplePage, {
      ...members,
      rows: await withHomes(db, members.rows, language),
      asked,
      hub: hub && hubLine(hub, language),
      zone,
      everyHub,
      hubs: hubs.map((each) => hubLine(each, language)),
      districts: hub ? await districtsOf(db, hub.area, language) : [],
      settlements: asked.district ? await settlementsOf(db, asked.district, language) : [],
    });
  });
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

function waiting(app: FastifyInstance, { db, now }: FeatureParts): void {
  app.get("/people/waiting", { config }, async (request, reply) => {
    const language = reply.language();
    const page = await openWaiting(db, signedIn(request), Edge.parse(request.query), now());
    const rows = page.lines.map(({ hub, district, ...line }) => ({
      ...line,
      hub: hubLine(hub, language),
      district: districtName({ district }, language),
    }));
    return reply.page(WaitingPage, {
      rows,
      count: { shown: Math.min(page.count, countedTo), more: page.count > countedTo },
      earlier: page.earlier,
      later: page.later,
      severalHubs: new Set(rows.map((each) => each.hub.id)).size > 1,
    });
  });
}
