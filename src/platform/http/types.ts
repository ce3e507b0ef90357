import type { ComponentType } from "preact";
import type { Language } from "../i18n/language.ts";
import type { Access, GuardedRoute } from "./access.ts";
import type { Actor } from "./actor.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may call this route; a route without it cannot be registered. */
    access?: Access;
    /** The answer is the same for everybody who is not signed in, and may be read again offline. */
    public?: boolean;
    /** The address carries no language: assets, health, data for islands. */
    neutral?: boolean;
  }
  interface FastifyInstance {
    /** Every registered route with its declared access. */
    guarded: GuardedRoute[];
  }
  interface FastifyRequest {
    who: Actor | null;
  }
  interface FastifyReply {
    /** Draws a page in the request's language. */
    page<Props extends object>(component: ComponentType<Props>, props: NoInfer<Props>): FastifyReply;
    /** Goes to another page after an act, in the same language (303). */
    to(path: string): FastifyReply;
    language(): Language;
  }
}
