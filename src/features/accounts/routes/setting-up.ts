import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { speak } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { listContacts } from "../../people/index.ts";
import { removeApp, setUpApp } from "../actions/factors.ts";
import { give } from "../cookies.ts";
import { CodeForm, Next, withNext } from "../forms.ts";
import { AppPage } from "../pages/app-page.tsx";
import { ownPath, readCode } from "../rules.ts";
import { appAddress, codeAt, offeredSecret } from "../totp.ts";
import { type Door, doors, mayAdd } from "./doors.ts";
import { onwards } from "./onwards.ts";
import { isSampleVisit } from "./sample.ts";

/** Setting up, changing and removing the second factor. */
export function settingUpRoutes(app: FastifyInstance, parts: FeatureParts): void {
  for (const door of doors) addApp(app, parts, door);
  const { settings, now } = parts;
  app.post("/me/security/app/removal", { config: { access: "member" } }, async (request, reply) => {
    const removed = await removeApp(parts, signedIn(request), now());
    if (removed.kind === "last") return reply.to("/me/security?refused=last");
    if (removed.kind !== "changed") return reply.to("/me/security");
    return give(reply, settings, "session", removed.token).to("/me/security?done=factor_removed");
  });
}

function addApp(app: FastifyInstance, parts: FeatureParts, door: Door): void {
  const { settings, now } = parts;
  const { access, path, above, done, who } = door;
  const config = { access };

  app.get(`${path}/new-app`, { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    if (!(await mayAdd(parts, who(request), now()))) return reply.to(withNext(above, next));
    return draw(request, reply, next);
  });

  app.post(`${path}/new-app`, { config }, async (request, reply) => {
    const typed = CodeForm.parse(request.body ?? {});
    const code = readCode(typed.code);
    const set = code ? await setUpApp(parts, who(request), code, now()) : undefined;
    if (set?.kind === "changed") {
      give(reply, settings, "session", set.token);
      return reply.to(await onwards(parts, who(request).id, typed.next || done));
    }
    if (set && set.kind !== "wrong") return reply.to(withNext(above, typed.next));
    return draw(request, reply.code(422), typed.next, set ? "wrong" : "not_six_digits");
  });

  async function draw(
    request: FastifyRequest,
    reply: FastifyReply,
    next: string,
    refused?: "wrong" | "not_six_digits",
  ) {
    const { id, session } = who(request);
    const secret = offeredSecret(parts.keys, session);
    const [contact] = await listContacts(parts.db, id);
    const sample = (await isSampleVisit(request, parts)) ? codeAt(secret, now()) : undefined;
    const words = { wrong: m["accounts.app.refused.wrong"], not_six_digits };
    const problem = refused && { field: "code" as const, text: speak(reply.language(), words[refused]) };
    return reply.page(AppPage, {
      secret,
      address: appAddress(secret, contact?.value ?? ""),
      action: `${path}/new-app`,
      back: withNext(above, next),
      next: ownPath(next),
      sample,
      ...(problem ? { problem } : {}),
    });
  }
}

const not_six_digits = () => m["accounts.second.refused.not_six_digits"]();
