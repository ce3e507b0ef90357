import type { FastifyReply, FastifyRequest } from "fastify";
import type { Settings } from "../../../platform/config.ts";
import { sessionCookie } from "../../../platform/http/server.ts";

// A day: whoever loses the connection on the bus goes on in the evening, a borrowed phone forgets by tomorrow.
const maxAge = 24 * 60 * 60;

const nameOf = (settings: Settings): string => sessionCookie(settings).replace("session", "joining");

const bounds = (settings: Settings) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: settings.public_address.startsWith("https:"),
  }) as const;

/** The token of the form this browser is filling in. */
export const heldForm = (request: FastifyRequest, settings: Settings): string | undefined =>
  request.cookies[nameOf(settings)];

export const giveForm = (reply: FastifyReply, settings: Settings, token: string): FastifyReply =>
  reply.setCookie(nameOf(settings), token, { ...bounds(settings), maxAge });

export const takeForm = (reply: FastifyReply, settings: Settings): FastifyReply =>
  reply.clearCookie(nameOf(settings), bounds(settings));
