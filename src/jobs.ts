import { consentChanged, erasePerson, features, mayWrite } from "./app.ts";
import { askAnew, endTerms, remindGuardians } from "./features/consents/index.ts";
import { endWaiting, warnWaiting } from "./features/members/index.ts";
import { remindOfEnds } from "./features/protection/index.ts";
import { auditJobs } from "./platform/audit/jobs.ts";
import { erasureJob } from "./platform/backup/erasures.ts";
import { nightlyBackup } from "./platform/backup/nightly.ts";
import type { Job } from "./platform/jobs/jobs.ts";
import { deriveKeys } from "./platform/keys.ts";
import { noticeJobs } from "./platform/notices/jobs.ts";
import { openNotices } from "./platform/notices/send.ts";

/** Everything that happens by itself: by the clock, or after somebody did something. */
export const jobsOfAll: Job[] = [
  ...noticeJobs,
  ...auditJobs,
  erasureJob,
  nightlyBackup,
  ...features.flatMap((feature) => feature.jobs ?? []),
  {
    name: "members.end_waiting",
    cron: "10 20 * * *",
    run: ({ db, now }) => endWaiting(db, erasePerson, now),
  },
  {
    name: "members.warn_waiting",
    cron: "30 5 * * *",
    run: (parts) => warnWaiting(sending(parts), parts.now),
  },
  { name: "consents.remind", cron: "0 5 * * *", run: (parts) => remindGuardians(sending(parts), parts.now) },
  { name: "consents.ask_anew", cron: "15 5 * * *", run: (parts) => askAnew(sending(parts), parts.now) },
  { name: "protection.remind", cron: "20 5 * * *", run: (parts) => remindOfEnds(sending(parts), parts.now) },
  { name: "consents.end_terms", cron: "5 * * * *", run: (parts) => endTerms(sending(parts), parts.now) },
];

/** What jobs need that write to people or change what stands for them. */
function sending({ db, jobs, settings }: Parameters<Job["run"]>[0]) {
  const keys = deriveKeys(settings);
  return { db, keys, notices: openNotices({ jobs, keys, mayWrite }), consentChanged };
}
