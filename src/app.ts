import type { FastifyInstance } from "fastify";
import { feature as accounts, hashToken, keepUp } from "./features/accounts/index.ts";
import { feature as hubs } from "./features/hubs/index.ts";
import { actorOf, endWaiting, type Erase, feature as members } from "./features/members/index.ts";
import { feature as people, isContactOf } from "./features/people/index.ts";
import { feature as places } from "./features/places/index.ts";
import { feature as welcome } from "./features/welcome/index.ts";
import { forgetPersonal } from "./platform/audit/audit.ts";
import type { Settings } from "./platform/config.ts";
import { isSampleHub } from "./platform/db/installation.ts";
import type { Db } from "./platform/db/pool.ts";
import type { Actor } from "./platform/http/actor.ts";
import type { Feature, FeatureParts } from "./platform/feature.ts";
import { navigationFor } from "./platform/http/navigation.ts";
import { createServer } from "./platform/http/server.ts";
import { healthRoutes } from "./platform/http/health.ts";
import type { Job, Jobs } from "./platform/jobs/jobs.ts";
import { deriveKeys } from "./platform/keys.ts";
import { noticesPerson } from "./platform/notices/person.ts";
import { noticeJobs } from "./platform/notices/jobs.ts";
import type { MayWrite } from "./platform/notices/notice.ts";
import { outboxRoutes } from "./platform/notices/routes.ts";
import { offlineRoutes } from "./platform/offline/routes.tsx";
import { openNotices } from "./platform/notices/send.ts";
import { samplePeople } from "./sample/load.ts";

/** Every feature of the house, in the order in which they may know each other. */
export const features: Feature[] = [places, hubs, people, accounts, members, welcome];

/** The order in which people meet the rooms in the navigation. */
const signposts = [welcome, hubs, members, people, accounts, places].flatMap(
  (feature) => feature.signposts ?? [],
);

/** What each room does with a person of whom something has to be told, forgotten or joined. */
const contracts = [noticesPerson, ...features.flatMap((feature) => feature.person ?? [])];

/** Forgets a person in every room, and what the audit keeps apart about them. */
const erasePerson: Erase = async (tx, person, now) => {
  for (const contract of contracts) await contract.erase(tx, person, now);
  await forgetPersonal(tx, person);
};

export const jobsOfAll: Job[] = [
  ...noticeJobs,
  ...features.flatMap((feature) => feature.jobs ?? []),
  {
    name: "members.end_waiting",
    cron: "10 20 * * *",
    run: ({ db, now }) => endWaiting(db, erasePerson, now),
  },
];

/** Composes the whole web application on a database. */
export async function createApp(parts: {
  settings: Settings;
  db: Db;
  jobs: Jobs;
  now: () => Date;
  samplePeople?: FeatureParts["samplePeople"];
}): Promise<FastifyInstance> {
  const sample = await isSampleHub(parts.db);
  const keys = deriveKeys(parts.settings);
  const notices = openNotices({ jobs: parts.jobs, keys, mayWrite });
  const all: FeatureParts = { samplePeople, ...parts, keys, notices };
  const app = await createServer({
    settings: parts.settings,
    now: parts.now,
    identify: (token) => identify(parts.db, token, parts.now()),
    surroundings: (who, path) => ({ navigation: navigationFor(signposts, who, path), sample }),
  });
  healthRoutes(app, all);
  outboxRoutes(app, all);
  offlineRoutes(app);
  for (const feature of features) feature.routes?.(app, all);
  return app;
}

async function identify(db: Db, token: string, now: Date): Promise<Actor | null> {
  const standing = await actorOf(db, hashToken(token), now);
  if (!standing) return null;
  await keepUp(db, { id: standing.who.session, seen_at: standing.seen_at }, now);
  return standing.who;
}

/** A code may go to a contact that somebody says is theirs; everything else only to what its person has confirmed. */
const mayWrite: MayWrite = async (tx, { kind, person, to }) => {
  if (kind === "code") return true;
  const contact = { kind: to.channel === "mail" ? "mail" : "phone", value: to.address } as const;
  return person !== null && isContactOf(tx, person, contact);
};
