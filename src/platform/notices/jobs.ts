import type { Job } from "../jobs/jobs.ts";
import { deliverNotice } from "./deliver.ts";
import { forgetNotices } from "./store.ts";

export const noticeJobs: Job[] = [
  {
    name: "notices.deliver",
    run: async ({ db, settings, now }, { id = "" }) => deliverNotice(db, settings, id, now),
  },
  { name: "notices.forget", cron: "40 20 * * *", run: async ({ db, now }) => forgetNotices(db, now) },
];
