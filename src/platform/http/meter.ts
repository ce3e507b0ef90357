import type { FastifyInstance } from "fastify";

export type Answered = { method: string; route: string; status: number; seconds: number };

/** Where answers can be counted; costs nothing until somebody listens. */
export type Meter = { listener: ((answered: Answered) => void) | undefined; kept: () => number };

/** Lets whoever sets `app.meter.listener` hear of every answer by its route, never by its address. */
export function meterAnswers(app: FastifyInstance, kept: () => number): void {
  const meter: Meter = { listener: undefined, kept };
  app.decorate("meter", meter);
  app.addHook("onResponse", async (request, reply) => {
    meter.listener?.({
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
}
