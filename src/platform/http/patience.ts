import http, { type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Settings } from "../config.ts";
import { Busy } from "../errors.ts";

const seconds = 1_000;
/** How far everything may run late, in milliseconds: half the second a page may take. */
const latest = 500;
/** How many times in a row; one is a start, a large import or a machine that was asleep. */
const often = 3;
/** How many requests may wait on one connection; browsers and proxies send the next after the last one's answer. */
const mostWaiting = 10;

/** Answers at once what costs nothing; false where the answer has to be made. */
type AtOnce = (...asked: Parameters<RequestListener>) => boolean;

/**
 * A server that waits for slow phones but not for ever: for headers, for the whole request, for an answer to be read.
 * Whatever is not answered at once has to take turns.
 */
export function patientServer(
  { request_seconds }: Settings,
  listener: RequestListener,
  atOnce: AtOnce = () => false,
): Server {
  const inTurn = takeTurns(listener);
  const requestTimeout = request_seconds * seconds;
  const server = http.createServer(
    {
      requestTimeout,
      headersTimeout: Math.min(15 * seconds, requestTimeout),
      connectionsCheckingInterval: Math.min(5 * seconds, requestTimeout / 2),
      keepAliveTimeout: 30 * seconds,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      if (!atOnce(request, response)) inTurn(request, response);
    },
  );
  server.maxRequestsPerSocket = 10_000;
  // Nothing moved either way for so long: the phone is gone, or it never meant to read.
  return server.setTimeout(Math.min(60 * seconds, requestTimeout));
}

/** Cuts off whoever sends many requests without waiting for answers: all of them would be drawn before anybody else's. */
function takeTurns(listener: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const others = waiting.get(socket) ?? 0;
    if (others >= mostWaiting) socket.destroy();
    if (socket.destroyed) return;
    waiting.set(socket, others + 1);
    response.once("close", () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    listener(request, response);
  };
}

/** How many may wait for a connection to the database: about ten for each, a second of work for a small machine. */
const longestLine = 120;

/**
 * While everything runs late, or a long line waits for the database, whoever comes now is told so at once instead of
 * making it later still for all.
 */
export function shedLoad(app: FastifyInstance, inLine: () => number): void {
  const isLate = watchLateness(app);
  app.addHook("onRequest", async (request) => {
    // What machines ask for (is it well?, numbers, styles) costs little and is needed just then.
    if (request.routeOptions.config.neutral) return;
    if (isLate() || inLine() > longestLine) throw new Busy();
  });
}

/**
 * Whether this process has been late again and again since its door opened: a clock that should strike every 100 ms is
 * asked when it did.
 */
function watchLateness(app: FastifyInstance): () => boolean {
  const every = 100;
  let streak = 0;
  let striking: NodeJS.Timeout | undefined;
  app.addHook("onListen", async () => {
    let due = performance.now() + every;
    striking = setInterval(() => {
      const now = performance.now();
      streak = now - due > latest ? streak + 1 : 0;
      due = now + every;
    }, every).unref();
  });
  app.addHook("onClose", async () => clearInterval(striking));
  return () => streak >= often;
}
