import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { guardRoutes } from "./access.ts";
import { meterAnswers } from "./meter.ts";
import "./types.ts";

/** A web server without pages, for a process that only works: it tells how it is, and nobody is known to it. */
export function createBareServer(loggerInstance: FastifyBaseLogger): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.decorateRequest("who", null);
  app.decorateRequest("half", null);
  guardRoutes(app);
  meterAnswers(app, () => 0);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ problem: "missing" }));
  return app;
}
