import type { PersonContract } from "../feature.ts";
import { eraseNoticesAbout, moveNotices, noticesAbout } from "./store.ts";

/** What the outbox knows of a person, and how it forgets or joins them. */
export const noticesPerson: PersonContract = {
  tables: [],
  export: async (db, id) => ({ notices: await noticesAbout(db, id) }),
  erase: async (tx, id) => void (await eraseNoticesAbout(tx, id)),
  merge: async (tx, from, into) => void (await moveNotices(tx, from, into)),
  onConsentChange: async () => {},
  onAgeChange: async () => {},
};
