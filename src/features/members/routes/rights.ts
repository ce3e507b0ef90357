import type { FastifyInstance } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { RightsPage } from "../pages/rights-page.tsx";
import { rightsTable } from "../posts/rights-table.ts";

/** `/posts/rights`: who may do what, for whoever is signed in. */
export function rightsRoutes(app: FastifyInstance, { rights }: FeatureParts): void {
  // The policies do not change while the house runs.
  const rows = rightsTable(rights);
  app.get("/posts/rights", { config: { access: "member" } }, (_request, reply) =>
    reply.page(RightsPage, { rows }),
  );
}
