import type { FastifyInstance, FastifyRequest } from "fastify";
import { Forbidden } from "../errors.ts";
import { type Actor, type Half, holds, type Post } from "./actor.ts";

/**
 * Who may call a route at all: anyone, whoever is signed in, whoever holds any post, holders of one of these posts; or
 * "half", those and only those whose second factor is still to come. What they may see there is decided again on the
 * row, by the feature's policy.
 */
export type Access = "anyone" | "half" | "member" | "staff" | Post | readonly Post[];

/** A route as its access is declared: what tests walk through. */
export type GuardedRoute = { method: string; url: string; access: Access };

export class SignInNeeded extends Error {}

/** Somebody has finished signing in, and asks for a step of it. */
export class SignedInAlready extends Error {}

/** The first gate of authorisation: whether somebody (or nobody) may call a route. */
export function mayCall(access: Access, who: Actor | null, half: Half | null = null): boolean {
  if (access === "anyone") return true;
  if (access === "half") return half !== null;
  if (!who) return false;
  if (access === "member") return true;
  if (access === "staff") return who.posts.length > 0;
  return [access].flat().some((post) => holds(who, post));
}

/** Refuses to register a route that does not state its access, and calls by people it is not for. */
export function guardRoutes(app: FastifyInstance): void {
  app.decorate("guarded", []);
  app.addHook("onRoute", (route) => {
    const access = route.config?.access;
    if (!access) throw new Error(`${String(route.method)} ${route.url} does not state its access`);
    for (const method of [route.method].flat())
      if (method !== "HEAD") app.guarded.push({ method, url: route.url, access });
  });
  app.addHook("onRequest", async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access && mayCall(access, request.who, request.half)) return;
    if (!request.who) throw new SignInNeeded();
    throw access === "half" ? new SignedInAlready() : new Forbidden();
  });
}

/** The signed-in person of a request whose route is not for anyone. */
export function signedIn(request: FastifyRequest): Actor {
  if (!request.who) throw new SignInNeeded();
  return request.who;
}

/** The person of a request whose route is for those who have not finished signing in. */
export function halfSignedIn(request: FastifyRequest): Half {
  if (!request.half) throw new SignInNeeded();
  return request.half;
}
