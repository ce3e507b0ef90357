import type { Job } from "../../platform/jobs/jobs.ts";
import { purge } from "./actions/purge.ts";

export const jobs: Job[] = [
  // 01:20 in Kazakhstan, when hardly anybody is here.
  { name: "accounts.purge", cron: "20 20 * * *", run: async ({ db, now }) => purge(db, now) },
];
