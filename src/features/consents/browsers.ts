import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Settings } from "../../platform/config.ts";
import { sessionCookie } from "../../platform/http/server.ts";
import type { FeatureParts } from "../../platform/feature.ts";
import { keyedHash, type Keys } from "../../platform/keys.ts";

/** So many people are remembered by one browser: a school's computer has seen more, and is nobody's own then. */
const mostKnown = 20;
const days = 400;

/**
 * Lets every browser remember who has been signed in with it, as marks that only this house can make and that name
 * nobody. So a young person cannot answer for their guardian from the browser they join with.
 */
export function rememberBrowsers(app: FastifyInstance, { settings, keys }: FeatureParts): void {
  app.addHook("onRequest", async (request, reply) => {
    const who = request.who ?? request.half;
    if (!who || request.routeOptions.config.neutral) return;
    const mark = markOf(keys, who.id);
    const known = marksIn(request, settings);
    if (known.includes(mark)) return;
    remember(reply, settings, [...known, mark].slice(-mostKnown));
  });
}

/** Whether a person has ever been signed in with this browser, as far as it remembers. */
export const isOwnBrowser = (
  request: FastifyRequest,
  { settings, keys }: Pick<FeatureParts, "settings" | "keys">,
  person: string,
): boolean => request.who?.id === person || marksIn(request, settings).includes(markOf(keys, person));

const markOf = (keys: Keys, person: string): string =>
  keyedHash(keys.hashes, `browser ${person}`).subarray(0, 12).toString("base64url");

const nameOf = (settings: Settings): string => sessionCookie(settings).replace("session", "known");

const marksIn = (request: FastifyRequest, settings: Settings): string[] =>
  (request.cookies[nameOf(settings)] ?? "").split(".").filter((mark) => /^[\w-]{16}$/.test(mark));

const remember = (reply: FastifyReply, settings: Settings, marks: string[]) =>
  reply.setCookie(nameOf(settings), marks.join("."), {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: settings.public_address.startsWith("https:"),
    maxAge: days * 24 * 60 * 60,
  });
