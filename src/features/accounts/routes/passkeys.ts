import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { halfSignedIn, signedIn } from "../../../platform/http/access.ts";
import { listContacts } from "../../people/index.ts";
import { addKey, askKey, giveKey, offerKey, removeKey } from "../actions/passkeys.ts";
import { give } from "../cookies.ts";
import { AnsweredKey, MadeKey, withNext } from "../forms.ts";
import { deviceOf } from "../rules.ts";
import { partyOf } from "../rules/second-factor.ts";
import { type Door, doors } from "./doors.ts";
import { onwards } from "./onwards.ts";

/** Passkeys: made where factors are set up, asked for as the second step, removed on one's security page. */
export function passkeyRoutes(app: FastifyInstance, parts: FeatureParts): void {
  for (const door of doors) make(app, parts, door);
  use(app, parts);
  remove(app, parts);
}

/** This hub as browsers know it; where they cannot make passkeys for it, there is no such address. */
const party = ({ settings }: FeatureParts) => found(partyOf(settings.public_address));

function make(app: FastifyInstance, parts: FeatureParts, { access, path, above, done, who }: Door): void {
  const { settings, db, now } = parts;

  app.post(`${path}/new-key/options`, { config: { access, neutral: true } }, async (request, reply) => {
    const [contact] = await listContacts(db, who(request).id);
    const given = { party: party(parts), name: contact?.value ?? "" };
    const asked = await offerKey(parts, who(request), given, now());
    return asked.kind === "asked" ? asked.options : reply.code(403).send({ problem: asked.kind });
  });

  app.post(`${path}/new-key`, { config: { access } }, async (request, reply) => {
    const { response, next } = MadeKey.parse(request.body ?? {});
    const device = deviceOf(request.headers["user-agent"]);
    const given = response && { party: party(parts), response, device };
    const added = given ? await addKey(parts, who(request), given, now()) : ({ kind: "wrong" } as const);
    if (added.kind !== "changed") return reply.to(withNext(above, next, { refused: "key" }));
    give(reply, settings, "session", added.token);
    return reply.to(await onwards(parts, who(request).id, next || done));
  });
}

function use(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;
  const access = "half" as const;

  app.post("/sign-in/second/key/options", { config: { access, neutral: true } }, async (request, reply) => {
    const asked = await askKey(parts, halfSignedIn(request), party(parts), now());
    return asked.kind === "asked" ? asked.options : reply.code(403).send({ problem: asked.kind });
  });

  app.post("/sign-in/second/key", { config: { access } }, async (request, reply) => {
    const { response, next } = AnsweredKey.parse(request.body ?? {});
    const half = halfSignedIn(request);
    const given = response
      ? await giveKey(parts, half, { party: party(parts), response }, now())
      : ({ kind: "wrong" } as const);
    if (given.kind === "over") return reply.to(withNext("/sign-in", next));
    if (given.kind === "wrong") return reply.to(withNext("/sign-in/second", next, { refused: "key" }));
    give(reply, settings, "session", given.token);
    return reply.to(await onwards(parts, half.id, next));
  });
}

function remove(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;
  app.post("/me/security/keys/:id/removal", { config: { access: "member" } }, async (request, reply) => {
    const { id } = found(z.object({ id: z.uuid() }).safeParse(request.params).data);
    const removed = await removeKey(parts, signedIn(request), id, now());
    if (removed.kind === "last") return reply.to("/me/security?refused=last");
    if (removed.kind !== "changed") return reply.to("/me/security");
    return give(reply, settings, "session", removed.token).to("/me/security?done=factor_removed");
  });
}
