import type { FastifyInstance, FastifyRequest } from "fastify";
import { Forbidden } from "../errors.ts";
import { type Actor, holds, type Post } from "./actor.ts";

/** Who may call a route at all; what they may see there is decided again on the row, by the feature's policy. */
export type Access = "anyone" | "member" | "staff" | Post;

/** A route as its access is declared: what tests walk through. */
export type GuardedRoute = { method: string; url: string; access: Access };

export class SignInNeeded extends Error {}

/** The first gate of authorisation: whether somebody (or nobody) may call a route. */
export function mayCall(access: Access, who: Actor | null): boolean {
  if (access === "anyone") return true;
  if (!who) return false;
  if (access === "member") return true;
  if (access === "staff") return who.posts.length > 0;
  return holds(who, access);
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
    if (access && mayCall(access, request.who)) return;
    throw request.who ? new Forbidden() : new SignInNeeded();
  });
}

/** The signed-in person of a request whose route is not for anyone. */
export function signedIn(request: FastifyRequest): Actor {
  if (!request.who) throw new SignInNeeded();
  return request.who;
}
