import type { FastifyRequest } from "fastify";

const forwarded = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a request was made on this very machine, by its own name: the socket says so, no proxy passed it on, and no
 * other site's name leads here. Only then may sample doors open.
 */
export function isNear(request: FastifyRequest): boolean {
  const address = request.raw.socket.remoteAddress ?? "";
  const loopback = address === "::1" || /^(::ffff:)?127\./.test(address);
  const passedOn = forwarded.some((name) => request.headers[name] !== undefined);
  return loopback && !passedOn && ownNames.test(request.headers.host ?? "");
}
