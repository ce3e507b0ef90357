import type { FastifyInstance } from "fastify";
import type { IconName } from "../ui/icon/icon.tsx";
import type { Settings } from "./config.ts";
import type { Db, Tx } from "./db/pool.ts";
import type { Access } from "./http/access.ts";
import type { Job, Jobs } from "./jobs/jobs.ts";
import type { Keys } from "./keys.ts";
import type { Notices } from "./notices/send.ts";

export type FeatureParts = {
  settings: Settings;
  db: Db;
  jobs: Jobs;
  keys: Keys;
  notices: Notices;
  now: () => Date;
  /** Whom one may be with one click on a sample hub. */
  samplePeople: (db: Db) => Promise<SamplePerson[]>;
};

/** Somebody of the sample; `sentence` says who they are, in the language of the page. */
export type SamplePerson = { id: string; name: string; sentence: () => string };

/** A place in the navigation; `text` is called in the language of the page. */
export type Signpost = {
  path: string;
  text: () => string;
  icon: IconName;
  access: Access;
  /** `main` is everybody's bar, a group's name is the staff's side bar. */
  group: "main" | "people" | "hubs" | "system";
};

/** What happens to a person reaches every room: a feature with tables about people answers for all of them here. */
export type PersonContract = {
  /** Every table of the feature with a foreign key to people.person, as `schema.table`. */
  tables: string[];
  /** Everything this feature knows of the person, for the person. */
  export: (db: Db, person: string) => Promise<Record<string, unknown>>;
  /** Removes what is personal; totals may stay. */
  erase: (tx: Tx, person: string, now: Date) => Promise<void>;
  /** Moves everything of `from` to `into`. */
  merge: (tx: Tx, from: string, into: string, now: Date) => Promise<void>;
  onConsentChange: (tx: Tx, person: string, now: Date) => Promise<void>;
  onAgeChange: (tx: Tx, person: string, now: Date) => Promise<void>;
};

/** A room of the house, as `app.ts` lists it. */
export type Feature = {
  name: string;
  routes?: (app: FastifyInstance, parts: FeatureParts) => void;
  jobs?: Job[];
  person?: PersonContract;
  signposts?: Signpost[];
};
