import type { FastifyInstance } from "fastify";
import { Full } from "../errors.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what would write something new while the disk is full; reading goes on, and so do essential acts. */
export function keepRoom(app: FastifyInstance, isFull: () => boolean): void {
  app.addHook("onRequest", async (request) => {
    if (reading.has(request.method) || request.is404) return;
    if (!request.routeOptions.config.essential && isFull()) throw new Full();
  });
}
