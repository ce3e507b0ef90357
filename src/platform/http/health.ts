import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { FeatureParts } from "../feature.ts";

/** `/healthz`: the process answers. `/readyz`: it also reaches its database, so it may be sent visitors. */
export function healthRoutes(app: FastifyInstance, { db }: FeatureParts): void {
  const config = { access: "anyone", neutral: true } as const;
  app.get("/healthz", { config }, async () => ({ ok: true }));
  app.get("/readyz", { config }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { ready: true };
    } catch {
      return reply.code(503).send({ ready: false });
    }
  });
}
