import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { formats } from "../../../platform/export/list.ts";
import { sendList } from "../../../platform/export/send.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { fileOfMembers, fileOfWaiting } from "../exporting.ts";
import { hubsById } from "../hubs.ts";
import { ownHubs } from "../policy.ts";
import { readAsked } from "./asked.ts";

const config = { access: "coordinator" } as const;
const Form = z.object({ format: z.enum(formats).catch("csv") });

/** The lists of a hub's people as files. Somebody who comes back to such an address is led to the list itself. */
export function exportRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.post("/people/export", { config }, async (request, reply) => {
    const who = signedIn(request);
    const { format } = Form.parse(request.body ?? {});
    const { narrowing, hubs, hub } = await readAsked(db, who, request.body);
    const scope = { hub, hubs: new Map(hubs.map((each) => [each.id, each])), now: now() };
    return sendList(reply, parts, await fileOfMembers(db, who, narrowing, scope), format);
  });

  app.post("/people/waiting/export", { config }, async (request, reply) => {
    const who = signedIn(request);
    const { format } = Form.parse(request.body ?? {});
    const hubs = await hubsById(db, ownHubs(who));
    const hub = hubs.size === 1 ? [...hubs.values()][0] : undefined;
    return sendList(reply, parts, fileOfWaiting(who, { hub, hubs, now: now() }), format);
  });

  app.get("/people/export", { config }, async (_request, reply) => reply.to("/people"));
}
