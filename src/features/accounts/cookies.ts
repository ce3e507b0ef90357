import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Settings } from "../../platform/config.ts";
import { sessionCookie } from "../../platform/http/server.ts";

type Kind = "session" | "ticket" | "proof";

const hour = 60 * 60;
// The server lets a session go after thirty unused days; the cookie only has to outlive that, as long as browsers allow.
const lifetimes: Record<Kind, number> = { session: 400 * 24 * hour, ticket: hour, proof: hour };

/** What this browser holds of a kind: its session token, the ticket of the code it asked for, or its proof of a contact. */
export const held = (request: FastifyRequest, settings: Settings, kind: Kind): string | undefined =>
  request.cookies[nameOf(settings, kind)];

/** Gives this browser something to hold, out of reach of scripts and of other sites. */
export const give = (reply: FastifyReply, settings: Settings, kind: Kind, value: string): FastifyReply =>
  reply.setCookie(nameOf(settings, kind), value, { ...bounds(settings), maxAge: lifetimes[kind] });

/** Takes something back from this browser. */
export const takeBack = (reply: FastifyReply, settings: Settings, ...kinds: Kind[]): FastifyReply => {
  for (const kind of kinds) reply.clearCookie(nameOf(settings, kind), bounds(settings));
  return reply;
};

/** The session cookie's name with another last word, so that all three wear the same prefix. */
const nameOf = (settings: Settings, kind: Kind): string => sessionCookie(settings).replace("session", kind);

const bounds = (settings: Settings): CookieSerializeOptions => ({
  path: "/",
  httpOnly: true,
  sameSite: "lax",
  secure: settings.public_address.startsWith("https:"),
});
