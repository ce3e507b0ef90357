import type { FastifyInstance } from "fastify";
import type { Signpost } from "../feature.ts";
import { m } from "../i18n/words.ts";
import { SystemPage } from "./page.tsx";
import { seenProcesses } from "./processes.ts";
import { readState, type StateLine, type StateParts } from "./state.ts";

/** `/system`: how the hub itself is, for administrators; read anew each time. */
export function systemRoutes(
  app: FastifyInstance,
  { lines, now, ...parts }: StateParts & { lines: StateLine[]; now: () => Date },
): void {
  app.get("/system", { config: { access: "administrator" } }, async (_request, reply) => {
    const moment = now();
    const readings = await readState(lines, parts, moment);
    return reply.page(SystemPage, {
      readings,
      processes: await seenProcesses(parts.db, moment),
      now: moment,
    });
  });
}

export const systemSignpost: Signpost = {
  path: "/system",
  text: () => m["system.title"](),
  icon: "pulse",
  access: "administrator",
  group: "system",
};
