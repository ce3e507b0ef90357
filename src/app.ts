import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { feature as accounts, hashToken, isHalfOver, keepUp } from "./features/accounts/index.ts";
import { feature as audit } from "./features/audit/index.ts";
import {
  feature as consents,
  isGuardianContact,
  owesOwnWord,
  withdrawAgain,
} from "./features/consents/index.ts";
import { feature as desk } from "./features/desk/index.ts";
import { feature as hubs } from "./features/hubs/index.ts";
import { actorOf, type Erase, feature as members, hubsKnowing } from "./features/members/index.ts";
import { feature as people, isContactOf } from "./features/people/index.ts";
import { feature as places } from "./features/places/index.ts";
import { feature as protection } from "./features/protection/index.ts";
import { feature as today } from "./features/today/index.ts";
import { feature as welcome } from "./features/welcome/index.ts";
import { auditPerson } from "./platform/audit/person.ts";
import { erasuresPerson, type Withdrawal } from "./platform/backup/erasures.ts";
import type { Settings } from "./platform/config.ts";
import { isSampleHub } from "./platform/db/installation.ts";
import { isFull } from "./platform/db/away.ts";
import { operationsPerson } from "./platform/db/once.ts";
import { type Db, poolOf, type Tx } from "./platform/db/pool.ts";
import type { Standing } from "./platform/http/actor.ts";
import type { Feature, FeatureParts } from "./platform/feature.ts";
import { createBareServer } from "./platform/http/bare-server.ts";
import { navigationFor } from "./platform/http/navigation.ts";
import type { Assets } from "./platform/http/assets.ts";
import { createServer } from "./platform/http/server.ts";
import { healthRoutes } from "./platform/http/health.ts";
import type { Jobs } from "./platform/jobs/jobs.ts";
import { jobsToday } from "./platform/jobs/today.ts";
import { deriveKeys } from "./platform/keys.ts";
import { noticesPerson } from "./platform/notices/person.ts";
import { noticesToday } from "./platform/notices/today.ts";
import type { MayWrite } from "./platform/notices/notice.ts";
import { rights as noticeRights } from "./platform/notices/rights.ts";
import { outboxRoutes } from "./platform/notices/routes.ts";
import { offlineRoutes } from "./platform/offline/routes.tsx";
import { openNotices } from "./platform/notices/send.ts";
import { careFor } from "./platform/system/care.ts";
import { type Disk, watchDisk } from "./platform/system/disk.ts";
import { platformLines } from "./platform/system/lines.ts";
import { metricsRoute } from "./platform/system/metrics.ts";
import { systemRoutes, systemSignpost } from "./platform/system/routes.ts";
import type { StateLine } from "./platform/system/state.ts";
import { readVersion } from "./platform/version.ts";
import { samplePeople } from "./sample/load.ts";

/** Every feature of the house, in the order in which they may know each other. */
export const features: Feature[] = [
  places,
  hubs,
  people,
  accounts,
  consents,
  members,
  protection,
  desk,
  audit,
  today,
  welcome,
];

/** The order in which people meet the rooms in the navigation. */
const signposts = [
  ...[today, welcome, hubs, members, consents, protection, desk, people, accounts, places, audit].flatMap(
    (feature) => feature.signposts ?? [],
  ),
  systemSignpost,
];

/** What each room does with a person of whom something has to be told, forgotten or joined; the audit comes last. */
export const contracts = [
  erasuresPerson,
  noticesPerson,
  operationsPerson,
  ...features.flatMap((feature) => feature.person ?? []),
  auditPerson,
];

/** What people may do in every room, those about people first. */
export const rights = [...features.toReversed().flatMap((feature) => feature.rights ?? []), ...noticeRights];

/** Forgets a person in every room, and at last what the audit keeps apart about them; backups forget them when restored. */
export const erasePerson: Erase = async (tx, person, now) => {
  for (const contract of contracts) await contract.erase(tx, person, now);
};

/** Tells every room that what stands for a person has changed, in the transaction that changed it. */
export const consentChanged: FeatureParts["consentChanged"] = async (tx, person, now) => {
  for (const contract of contracts) await contract.onConsentChange(tx, person, now);
};

/** Withdraws again what a restored backup brought back. */
export const withdrawConsents = (tx: Tx, withdrawals: Withdrawal[], now: Date): Promise<number> =>
  withdrawAgain(tx, { consentChanged }, withdrawals, now);

/** The same when a birth date was set right. */
const ageChanged: FeatureParts["ageChanged"] = async (tx, person, now) => {
  for (const contract of contracts) await contract.onAgeChange(tx, person, now);
};

/** Whoever signs in without having agreed for themselves is asked first. */
const firstStop: FeatureParts["firstStop"] = async (db, person, now) =>
  (await owesOwnWord(db, person, now)) ? "/me/agreement" : undefined;

const todayOfAll = [noticesToday, jobsToday, ...features.flatMap((feature) => feature.today ?? [])];

const atHub: FeatureParts["atHub"] = (who, hub) =>
  features.flatMap((feature) => feature.atHub?.(who, hub) ?? []);

const tracesOf: FeatureParts["tracesOf"] = async (db, person) =>
  (await Promise.all(contracts.map((contract) => contract.traces?.(db, person) ?? []))).flat();

type AppParts = {
  settings: Settings;
  db: Db;
  jobs: Jobs;
  now: () => Date;
  log?: FastifyBaseLogger;
  disk?: Disk;
  assets?: Assets;
};

/** What is worth knowing of the hub itself, on `/system` and in `/metrics`; other rooms add their lines here. */
const stateLines: StateLine[] = [...platformLines];

const stateOf = ({ settings, db, now, disk = watchDisk(settings) }: AppParts) => ({
  settings,
  db,
  now,
  disk,
  lines: stateLines,
  version: readVersion(),
  started: now(),
});

/** Composes the whole web application on a database. */
export async function createApp(
  parts: AppParts & { samplePeople?: FeatureParts["samplePeople"] },
): Promise<FastifyInstance> {
  const sample = await isSampleHub(parts.db);
  const keys = deriveKeys(parts.settings);
  const notices = openNotices({ jobs: parts.jobs, keys, mayWrite });
  const state = stateOf(parts);
  const all: FeatureParts = {
    samplePeople,
    tracesOf,
    hubsKnowing,
    consentChanged,
    ageChanged,
    firstStop,
    today: todayOfAll,
    atHub,
    ...parts,
    keys,
    notices,
    rights,
  };
  const app = await createServer({
    settings: parts.settings,
    now: parts.now,
    log: parts.log,
    assets: parts.assets,
    identify: (token) => identify(parts.db, token, parts.now()),
    isFull: () => state.disk.fullness() === "full",
    inLine: () => poolOf(parts.db).waitingCount,
    surroundings: (who, path) => ({
      navigation: navigationFor(signposts, who, path),
      sample,
      care: careFor(who, state.disk),
    }),
  });
  healthRoutes(app, all);
  outboxRoutes(app, all);
  offlineRoutes(app);
  metricsRoute(app, state);
  systemRoutes(app, state);
  for (const feature of features) feature.routes?.(app, all);
  return app;
}

/** What a process that only works shows of itself: that it lives. */
export async function createWatch({
  log,
  ...parts
}: AppParts & { log: FastifyBaseLogger }): Promise<FastifyInstance> {
  const app = createBareServer(log);
  healthRoutes(app, parts);
  metricsRoute(app, stateOf(parts));
  return app;
}

async function identify(db: Db, token: string, now: Date): Promise<Standing> {
  const standing = await actorOf(db, hashToken(token), now);
  if (!standing || (standing.half && isHalfOver(standing.began_at, now))) return { who: null, half: null };
  const { who, seen_at } = standing;
  if (standing.half) {
    const { posts: _posts, ...half } = who;
    return { who: null, half };
  }
  await keepUp(db, { id: who.session, seen_at }, now).catch((error: unknown) => {
    if (!isFull(error)) throw error; // whoever only reads goes on reading while the disk is full
  });
  return { who, half: null };
}

/**
 * A code may go to a contact that somebody says is theirs, a question about consent to a guardian who was named;
 * everything else only to what its person has confirmed.
 */
export const mayWrite: MayWrite = async (tx, { kind, person, to }) => {
  if (kind === "code") return true;
  const contact = { kind: to.channel === "mail" ? "mail" : "phone", value: to.address } as const;
  if (kind === "consent_asked" || kind === "consent_renewal" || kind === "consent_receipt")
    return person !== null && isGuardianContact(tx, person, contact);
  return person !== null && isContactOf(tx, person, contact);
};
