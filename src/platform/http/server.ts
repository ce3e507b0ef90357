import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Settings } from "../config.ts";
import { openLog } from "../log.ts";
import { guardRoutes } from "./access.ts";
import type { Standing } from "./actor.ts";
import { type Assets, readAssets } from "./assets.ts";
import { refuseCrossSite } from "./cross-site.ts";
import { answerErrors } from "./error-pages.tsx";
import { KeptPages } from "./kept-pages.ts";
import { meterAnswers } from "./meter.ts";
import { drawPages, type Surroundings } from "./page.tsx";
import { patientServer, shedLoad } from "./patience.ts";
import { keepRoom } from "./room.ts";
import { chooseLanguage, rewriteUrl } from "./speech.ts";
import { readAsTyped } from "./typed-text.ts";
import "./types.ts";

export type ServerParts = {
  settings: Settings;
  /** Who stands behind a session token, if anybody. */
  identify: (token: string) => Promise<Standing>;
  surroundings: Surroundings;
  now: () => Date;
  /** Where answers and failures are written down; standard output where nothing is said. */
  log?: FastifyBaseLogger | undefined;
  /** What browsers load, where it is not this build's. */
  assets?: Assets | undefined;
  /** Whether the disk is so full that nothing new may be written. */
  isFull?: () => boolean;
  /** How many wait for a connection to the database. */
  inLine?: () => number;
};

export const sessionCookie = (settings: Settings): string =>
  settings.public_address.startsWith("https:") ? "__Host-session" : "session";

/** The web server with everything that holds for every route, before any feature adds its own. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { settings } = parts;
  const assets = parts.assets ?? readAssets();
  const kept = new KeptPages(() => performance.now());
  const app: FastifyInstance = Fastify({
    loggerInstance: parts.log ?? openLog({ ...settings, log_to: "stdout" }).logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < settings.trusted_proxies,
    genReqId: () => randomUUID(),
    rewriteUrl,
    bodyLimit: 256 * 1024,
    // As long as Node takes an address at all: what is too long to be anything is missing, as everything else is.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16 * 1024 },
    forceCloseConnections: "idle",
    serverFactory: (handle) =>
      patientServer(settings, handle, (request, response) => kept.answer(request, response)),
  });
  app.decorateRequest("who", null);
  app.decorateRequest("half", null);
  shedLoad(app, parts.inLine ?? (() => 0));
  await protect(app, parts);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 256 * 1024 });
  await app.register(multipart, { limits: { files: 1, fileSize: 32 * 1024 * 1024, fields: 50 } });
  readAsTyped(app);
  identifyVisitors(app, parts);
  chooseLanguage(app);
  guardRoutes(app);
  keepRoom(app, parts.isFull ?? (() => false));
  logAnswers(app);
  meterAnswers(app, () => kept.answered);
  drawPages(app, { settings, assets, kept, surroundings: parts.surroundings, now: parts.now });
  answerErrors(app);
  await serveAssets(app, assets);
  return app;
}

async function protect(app: FastifyInstance, { settings }: ServerParts): Promise<void> {
  const secure = settings.public_address.startsWith("https:");
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
  });
  // Whoever hung up while waiting has no address any more, and reads no answer.
  app.addHook("onRequest", async (request, reply) => {
    if (request.raw.socket.destroyed) return reply.hijack();
  });
  // A village shares one address: this ceiling only stops floods; real limits are per account and contact.
  await app.register(rateLimit, { max: settings.flood_ceiling, timeWindow: 60_000, hook: "onRequest" });
  refuseCrossSite(app, settings.public_address);
}

function identifyVisitors(app: FastifyInstance, { settings, identify }: ServerParts): void {
  const name = sessionCookie(settings);
  app.addHook("onRequest", async (request) => {
    const token = request.cookies[name];
    if (token) Object.assign(request, await identify(token));
  });
}

/** One line an answer, with the route and never the address, the query or a name. */
function logAnswers(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      { route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "answered",
    );
  });
}

/** Files browsers load: those named by their content are kept for ever, the rest are asked for anew. */
async function serveAssets(app: FastifyInstance, assets: Assets): Promise<void> {
  await app.register(fastifyStatic, {
    root: assets.folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });
  const config = { access: "anyone", neutral: true } as const;
  for (const file of assets.files) {
    const control = file.startsWith("assets/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, must-revalidate";
    app.get(`/${file}`, { config }, (_request, reply) =>
      reply.header("cache-control", control).sendFile(file),
    );
  }
}
