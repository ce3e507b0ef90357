import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import { type ComponentType, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Navigation, PageContext } from "../../ui/layout/page-context.ts";
import type { Settings } from "../config.ts";
import { href, speak } from "../i18n/language.ts";
import type { Actor } from "./actor.ts";
import type { Assets } from "./assets.ts";
import { etagOf, formFor, isPersonal, type KeptPages, pack } from "./kept-pages.ts";
import { languageOf } from "./speech.ts";

/** What stands around every page for this person: navigation, and whether the people shown are samples. */
export type Surroundings = (who: Actor | null, path: string) => { navigation: Navigation; sample: boolean };

type Parts = { settings: Settings; assets: Assets; kept: KeptPages; surroundings: Surroundings };

/** Gives replies `page()` and `to()`: drawing in the request's language, and going on after an act. */
export function drawPages(app: FastifyInstance, parts: Parts): void {
  app.decorateReply("language", function (this: FastifyReply) {
    return languageOf(this.request);
  });
  app.decorateReply("to", function (this: FastifyReply, path: string) {
    return this.redirect(href(path, this.language()), 303);
  });
  app.decorateReply("page", function <
    Props extends object,
  >(this: FastifyReply, component: ComponentType<Props>, props: Props) {
    return send(this, draw(this, parts, component, props), parts.kept);
  });
  app.addHook("onResponse", async (request, reply) => {
    const changed = !["GET", "HEAD", "OPTIONS"].includes(request.method) && reply.statusCode < 400;
    if (changed) parts.kept.forget();
  });
}

function draw<Props extends object>(
  reply: FastifyReply,
  { settings, assets, surroundings }: Parts,
  component: ComponentType<Props>,
  props: Props,
): string {
  const { request } = reply;
  const language = reply.language();
  return speak(language, () => {
    const value = {
      language,
      path: request.url,
      origin: settings.public_address,
      assets: { css: assets.css, js: assets.js },
      viewer: request.who ? { name: request.who.given_name, mark: markOf(request.who) } : null,
      ...surroundings(request.who, request.url),
    };
    const page = h(PageContext.Provider, { value }, h(component as ComponentType<object>, props));
    return `<!doctype html>${renderToString(page)}`;
  });
}

/** The same for one session and another for the next, so that a browser keeps what is typed for its writer alone. */
const markOf = (who: Actor): string =>
  createHash("sha256").update(`mark ${who.session}`).digest("base64url").slice(0, 8);

function send(reply: FastifyReply, html: string, kept: KeptPages): FastifyReply {
  const { request } = reply;
  const shared = Boolean(request.routeOptions.config?.public) && !request.who && !isPersonal(request.raw);
  reply
    .type("text/html; charset=utf-8")
    .header("content-language", reply.language())
    .header("cache-control", shared ? "public, max-age=0, must-revalidate" : "private, no-store")
    .header("vary", "cookie, accept-encoding");
  if (shared && reply.statusCode === 200) {
    const etag = etagOf(html);
    reply.header("etag", etag);
    kept.keep(request.originalUrl, html, headersOf(reply));
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  }
  const form = formFor(request.headers["accept-encoding"]);
  if (form !== "identity") reply.header("content-encoding", form);
  return reply.send(pack(html, form));
}

/** The headers a kept page is answered with; what belongs to one request stays behind. */
function headersOf(reply: FastifyReply): OutgoingHttpHeaders {
  const {
    "x-ratelimit-limit": _limit,
    "x-ratelimit-remaining": _left,
    "x-ratelimit-reset": _reset,
    ...rest
  } = reply.getHeaders();
  return rest as OutgoingHttpHeaders;
}
