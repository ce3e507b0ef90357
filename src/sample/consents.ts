import { addSampleConsents, addSamplePapers, addSampleRequests } from "../features/consents/index.ts";
import type { Tx } from "../platform/db/pool.ts";
import { castId } from "./cast.ts";
import type { Invented } from "./people.ts";

type Person = Invented & { mail: string };

/** What the people of a hub answered about consents, whom they asked, and in Kokshetau what has come back on paper. */
export async function addConsents(
  db: Tx,
  hub: { id: string; slug: string },
  { played, invented }: { played: Person[]; invented: Person[] },
  now: Date,
): Promise<void> {
  const everybody = [...played, ...invented];
  await addSampleConsents(db, everybody.filter((each) => !waits(each)).map(told));
  await addSampleRequests(db, everybody.filter(waits).map(told));
  if (hub.slug !== "kokshetau") return;
  const people = invented.filter(waits).map(({ id }) => id);
  const coordinator = castId("coordinator kokshetau");
  const focal_point = castId("safeguarding_focal_point");
  await addSamplePapers(db, { hub: hub.id, people, coordinator, focal_point }, now);
}

const waits = ({ status }: Person) => status === "waiting_for_consent";

const told = ({ id, birth_date, joined, mail }: Person) => ({ id, birth_date, joined, mail });
