import type { FastifyInstance } from "fastify";
import type { FeatureParts } from "../../platform/feature.ts";
import { joiningEndRoutes } from "./routes/joining-end.ts";
import { joiningStartRoutes } from "./routes/joining-start.ts";
import { joiningStepRoutes } from "./routes/joining-steps.ts";
import { meRoutes } from "./routes/me.ts";
import { peopleRoutes } from "./routes/people.ts";

/** Every page of this room. */
export function memberRoutes(app: FastifyInstance, parts: FeatureParts): void {
  joiningStartRoutes(app, parts);
  joiningStepRoutes(app, parts);
  joiningEndRoutes(app, parts);
  meRoutes(app, parts);
  peopleRoutes(app, parts);
}
