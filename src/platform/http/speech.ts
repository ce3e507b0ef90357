import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Language, languageOfBrowser, splitLanguage } from "../i18n/language.ts";

const spoken = new WeakMap<IncomingMessage, Language>();

/** Takes the language off an address before routing: `/ru/hubs` is served by the route `/hubs`. */
export function rewriteUrl(request: IncomingMessage): string {
  const { language, path } = splitLanguage(request.url ?? "/");
  if (language) spoken.set(request, language);
  return path;
}

/** The language of an answer: the address's, else the person's own, else the browser's, else Kazakh. */
export const languageOf = (request: FastifyRequest): Language =>
  spoken.get(request.raw) ?? request.who?.language ?? languageOfBrowser(request.headers["accept-language"]);

/** Sends a page asked for without a language to the same page in the visitor's. */
export function chooseLanguage(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (spoken.has(request.raw) || request.routeOptions.config.neutral || request.is404) return;
    if (request.method !== "GET" && request.method !== "HEAD") return;
    return reply
      .header("vary", "accept-language, cookie")
      .header("cache-control", "private, no-cache")
      .redirect(`/${languageOf(request)}${request.url}`, 302);
  });
}
