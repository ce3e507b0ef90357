import type { FastifyInstance } from "fastify";
import { TasksPage } from "../pages/tasks-page.tsx";

/** `/protection`: what waits until 18 and why, for young people and whoever answers for them. */
export function taskRoutes(app: FastifyInstance): void {
  app.get("/protection", { config: { access: "anyone", public: true } }, async (_request, reply) =>
    reply.page(TasksPage, {}),
  );
}
