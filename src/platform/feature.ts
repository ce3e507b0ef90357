import type { FastifyInstance } from "fastify";
import type { IconName } from "../ui/icon/icon.tsx";
import type { Trace } from "./audit/entries.ts";
import type { Settings } from "./config.ts";
import type { Db, Tx } from "./db/pool.ts";
import type { Access } from "./http/access.ts";
import type { Actor } from "./http/actor.ts";
import type { Job, Jobs } from "./jobs/jobs.ts";
import type { Keys } from "./keys.ts";
import type { Notices } from "./notices/send.ts";
import type { TodayPart } from "./today.ts";
import type { Right } from "./rights.ts";

export type FeatureParts = {
  settings: Settings;
  db: Db;
  jobs: Jobs;
  keys: Keys;
  notices: Notices;
  now: () => Date;
  /** Whom one may be with one click on a sample hub. */
  samplePeople: (db: Db) => Promise<SamplePerson[]>;
  /** The hubs whose coordinators know a person; none where somebody works for the whole country. */
  hubsKnowing: (db: Db, person: string, now: Date) => Promise<string[]>;
  /** What stands for a person in the audit beside their own id, as every room answers. */
  tracesOf: (db: Db, person: string) => Promise<Trace[]>;
  /** Tells every room, in the caller's transaction, that what a person or their guardian agreed to has changed. */
  consentChanged: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** The page that somebody who has just signed in is asked to see first, if there is one. */
  firstStop: (db: Db, person: string, now: Date) => Promise<string | undefined>;
  /** The same when a birth date was corrected: every rule about age runs anew. */
  ageChanged: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** What every room brings to the page Today. */
  today: Today[];
  /** What people may do in every room, for the page that tells who may. */
  rights: Right[];
  /** Where every room leads from a hub's own page. */
  atHub: AtHub;
};

/** Somebody of the sample; `sentence` says who they are, in the language of the page. */
export type SamplePerson = { id: string; name: string; post: string | null; sentence: () => string };

/** A place in the navigation; `text` is called in the language of the page. */
export type Signpost = {
  path: string;
  text: () => string;
  icon: IconName;
  access: Access;
  /** `main` is everybody's bar, a group's name is the staff's side bar. */
  group: "main" | "people" | "hubs" | "system";
};

/** Where a room leads from a hub's own page, for whoever may go there. */
export type AtHub = (
  who: Actor,
  hub: { id: string; slug: string },
) => Pick<Signpost, "path" | "text" | "icon">[];

/** What happens to a person reaches every room: a feature with tables about people answers for all of them here. */
export type PersonContract = {
  /** Every table of the feature with a foreign key to people.person or a column `…person_id`, as `schema.table`. */
  tables: string[];
  /** Everything this feature knows of the person, for the person. */
  export: (db: Db, person: string) => Promise<Record<string, unknown>>;
  /** Removes what is personal; totals may stay. */
  erase: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** Moves everything of `from` to `into`. */
  merge: (tx: Tx, from: string, into: string, now: Date) => Promise<void>;
  onConsentChange: (tx: Tx, person: string, now: Date) => Promise<void>;
  onAgeChange: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** What stands for the person in the audit beside their own id; without it, nothing of this feature does. */
  traces?: (db: Db, person: string) => Promise<Trace[]>;
};

export type TodayAct = {
  /** Does it to each of these, safe to repeat, each asked of the policy anew; answers how many are done now. */
  run: (parts: FeatureParts, who: Actor, ids: string[], now: Date) => Promise<number>;
  /** What was done, in words. */
  said: (done: { count: number; left: number }) => string;
};

/** What a room brings to the page Today: a few lines for whoever they wait for, and the acts that answer them. */
export type Today = {
  look: (parts: FeatureParts, who: Actor, since: Date) => Promise<TodayPart>;
  acts?: Record<string, TodayAct>;
};

/** A room of the house, as `app.ts` lists it. */
export type Feature = {
  name: string;
  routes?: (app: FastifyInstance, parts: FeatureParts) => void;
  jobs?: Job[];
  person?: PersonContract;
  signposts?: Signpost[];
  atHub?: AtHub;
  today?: Today;
  rights?: Right[];
};
