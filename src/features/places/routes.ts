import type { FastifyInstance } from "fastify";
import type { FeatureParts } from "../../platform/feature.ts";
import { importRoutes } from "./routes/imports.ts";
import { publicRoutes } from "./routes/public.ts";

/** Places for everybody to look up, and the administrator's import. */
export function placeRoutes(app: FastifyInstance, parts: FeatureParts): void {
  publicRoutes(app, parts);
  importRoutes(app, parts);
}
