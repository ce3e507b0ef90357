import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Forbidden, found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { editHub, profileOf } from "../actions.ts";
import { answersOf, readTyped, typedOf, type Typed } from "../form.ts";
import { placeNames } from "../geography.ts";
import { type Clash, EditHubPage } from "../pages/edit-hub-page.tsx";
import { changeableBy } from "../policy.ts";
import { changedFields, type HubField, type HubProfile, hubFields, type Problems } from "../rules.ts";
import { findHub, type Hub } from "../store/hubs.ts";
import { asksAgain, hubForm } from "./hub-form.ts";
import { Slug } from "./showing.ts";

const Version = z.object({ version: z.coerce.number().int().min(1) });

/** Changing a hub that is open. */
export function editingRoutes(app: FastifyInstance, { db, now }: FeatureParts): void {
  const config = { access: "staff" } as const;

  app.get("/hubs/:slug/edit", { config }, async (request, reply) => {
    const { hub, fields } = await mine(request);
    return show(reply, { hub, fields, version: hub.version, typed: typedOf(profileOf(hub)) });
  });

  app.post("/hubs/:slug/edit", { config }, async (request, reply) => {
    const { hub, fields } = await mine(request);
    const { version } = Version.parse(request.body);
    const typed = readTyped(request.body);
    if (asksAgain(typed)) return show(reply, { hub, fields, version, typed });
    // Only the fields that are this person's are read: whatever else a form holds is not theirs to say.
    const changes = answersOf(typed, fields);
    const edit = await editHub(db, signedIn(request), { id: hub.id, version, changes }, now());
    if (edit.kind === "edited") return reply.to(`/hubs/${hub.slug}`);
    if (edit.kind === "refused")
      return show(reply.code(422), { hub, fields, version, typed, problems: edit.problems });
    const clash = await compare(reply, edit.theirs, changes);
    return show(reply.code(409), { hub, fields, version: edit.theirs.version, typed, clash });
  });

  async function mine(request: FastifyRequest): Promise<{ hub: Hub; fields: readonly HubField[] }> {
    const hub = found(await findHub(db, Slug.parse(request.params).slug));
    const fields = changeableBy(signedIn(request), hub);
    if (fields.length === 0) throw new Forbidden();
    return { hub, fields };
  }

  /** The saved hub beside what this person wrote, as far as they differ. */
  async function compare(reply: FastifyReply, hub: Hub, changes: Partial<HubProfile>): Promise<Clash> {
    const theirs = profileOf(hub);
    const mine = { ...theirs, ...changes };
    const codes = [theirs, mine].flatMap((each) => [each.city_code, ...each.area]);
    const places = await placeNames(db, codes, reply.language());
    return { theirs, mine, fields: changedFields(theirs, mine), places };
  }

  type Shown = {
    hub: Hub;
    fields: readonly HubField[];
    version: number;
    typed: Typed;
    problems?: Problems;
    clash?: Clash;
  };

  async function show(reply: FastifyReply, { fields, typed, problems = {}, ...page }: Shown) {
    const form = await hubForm(db, reply, { typed, problems, now: now() });
    return reply.page(EditHubPage, { ...page, form, all: fields === hubFields });
  }
}
