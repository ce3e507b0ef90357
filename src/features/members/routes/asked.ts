import { z } from "zod";
import type { Db } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type Hub, listHubs } from "../../hubs/index.ts";
import { spokenLanguages } from "../../people/index.ts";
import { homesOf } from "../homes.ts";
import { hubsById } from "../hubs.ts";
import type { Asked } from "../listing.ts";
import { coordinatedBy } from "../policy.ts";
import { ageBands, listedStatuses, orders } from "../rules.ts";

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

/** What somebody asks of a list of people: by its address, or by the form that asks for it as a file. */
export async function readAsked(db: Db, who: Actor, sent: unknown) {
  const { sort: order, hub: slug, ...query } = Query.parse(sent ?? {});
  const { hubs, hub, everyHub } = await hubsFor(db, who, slug);
  const asked = { ...query, ...(await placeFor(db, query)), order };
  // Pages name a hub by its address, the store by its id.
  const narrowing: Asked = { ...asked, hub: hub?.id };
  return { asked: { ...asked, hub: hub?.slug }, narrowing, hubs, hub, everyHub };
}

/** Where a page of a list begins or ends. */
export const Edge = z.object({ after: row, before: row });

type Place = { settlement?: string | undefined; district?: string | undefined };

/** A village stands in its district; when another district was chosen after it, the district is what is asked for now. */
async function placeFor(db: Db, { settlement, district }: Place): Promise<Place> {
  const home = settlement ? (await homesOf(db, [settlement])).get(settlement) : undefined;
  const own = home?.district?.code;
  const stays = home !== undefined && (district ?? own) === own;
  return { settlement: stays ? settlement : undefined, district: district ?? own };
}

/** The hubs whose people this person may list, and the one that is asked for; one they may not list is as good as none. */
export async function hubsFor(db: Db, who: Actor, slug: string | undefined) {
  const may = coordinatedBy(who);
  const hubs = may === "all" ? await listHubs(db) : [...(await hubsById(db, may)).values()];
  const asked = slug === undefined ? undefined : found(hubs.find((hub) => hub.slug === slug));
  const everyHub = may === "all";
  const hub: Hub | undefined = asked ?? (everyHub ? undefined : hubs[0]);
  return { hubs, hub, everyHub };
}
