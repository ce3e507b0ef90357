import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ZodError } from "zod";
import { ButtonLink } from "../../ui/button/button.tsx";
import { Page } from "../../ui/layout/page.tsx";
import { changedTable } from "../db/prepared.ts";
import { Busy, Conflict, Forbidden, NotFound } from "../errors.ts";
import { href } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import { SignInNeeded } from "./access.ts";
import { CrossSite } from "./cross-site.ts";
import { pagesAboveForms } from "./form-addresses.ts";

type Kind =
  | "missing"
  | "forbidden"
  | "invalid"
  | "cross_site"
  | "conflict"
  | "too_large"
  | "too_many"
  | "busy"
  | "failed";

const statuses: Record<Kind, number> = {
  missing: 404,
  forbidden: 403,
  invalid: 422,
  cross_site: 403,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  busy: 503,
  failed: 500,
};

const ErrorPage = ({ kind, id }: { kind: Kind; id: string }) => (
  <Page
    title={m[`http.error.${kind}.title`]()}
    lead={m[`http.error.${kind}.text`]({ id })}
    robots="noindex"
    unanswered
  >
    <ButtonLink href={href("/")}>{m["http.error.home"]()}</ButtonLink>
  </Page>
);

const byClass = new Map<unknown, Kind>([
  [NotFound, "missing"],
  [Forbidden, "forbidden"],
  [CrossSite, "cross_site"],
  [Conflict, "conflict"],
  [Busy, "busy"],
]);

const byStatus: Record<number, Kind> = { 404: "missing", 413: "too_large", 429: "too_many", 503: "busy" };

/** What the database or the network says when it is full, starting up, or away. */
const busyCodes = new Set(["53300", "57P01", "57P03", "ECONNREFUSED", changedTable]);

function kindOf(error: Error & { statusCode?: number; code?: string }): Kind {
  // What Zod throws is of a class of its own that only calls itself a ZodError.
  if (error instanceof ZodError) return "invalid";
  const known = byClass.get(error.constructor) ?? byStatus[error.statusCode ?? 0];
  if (known) return known;
  if (busyCodes.has(error.code ?? "")) return "busy";
  return error.statusCode !== undefined && error.statusCode < 500 ? "invalid" : "failed";
}

/** The one place where a failure becomes a page: a clear sentence, never a stack. */
export function answerErrors(app: FastifyInstance): void {
  let pageAbove: (path: string) => string | undefined;
  app.addHook("onReady", async () => {
    pageAbove = pagesAboveForms(app);
  });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && pageAbove(request.url.split("?")[0] ?? "");
    return page ? reply.to(page) : answer(request, reply, "missing");
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof SignInNeeded) return askToSignIn(request, reply);
    const kind = kindOf(error);
    if (kind === "failed") request.log.error({ err: error, route: request.routeOptions.url }, "failed");
    return answer(request, reply, kind);
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, kind: Kind): FastifyReply {
  reply.code(statuses[kind]);
  if (request.routeOptions.config?.neutral) return reply.send({ problem: kind });
  return reply.page(ErrorPage, { kind, id: request.id });
}

function askToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.routeOptions.config.neutral) return reply.code(401).send({ problem: "sign_in" });
  const next = request.method === "GET" ? `?next=${encodeURIComponent(request.url)}` : "";
  return reply.to(`/sign-in${next}`);
}
