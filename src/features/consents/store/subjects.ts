import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";

/** Whose age is asked about, by the ages and calendars of the hubs they belong to. */
export type Subject = {
  id: string;
  given_name: string;
  birth_date: string;
  language: "kk" | "ru" | "en";
  hubs: { hub_id: string; status: string; consent_age: number; time_zone: string }[];
};

/** A person who has not been erased, with every hub they have not left. */
export const findSubject = async (db: Db, person: string): Promise<Subject | undefined> =>
  (await findSubjects(db, [person])).get(person);

/** The same of many at once, by their ids; whoever is unknown or erased is not among them. */
export async function findSubjects(db: Db, people: readonly string[]): Promise<Map<string, Subject>> {
  const cards = await db
    .selectFrom("people.v_card")
    .select(["id", "given_name", "birth_date", "language"])
    .where(sql<boolean>`id = any(${people}::uuid[])`)
    .$castTo<Omit<Subject, "hubs">>()
    .execute();
  const hubs = await db
    .selectFrom("members.v_belonging")
    .select(["person_id", "hub_id", "status", "consent_age", "time_zone"])
    .where(sql<boolean>`person_id = any(${people}::uuid[])`)
    .orderBy("hub_id")
    .$castTo<Subject["hubs"][number] & { person_id: string }>()
    .execute();
  const subjects = new Map(cards.map((card) => [card.id, { ...card, hubs: [] as Subject["hubs"] }]));
  for (const { person_id, ...hub } of hubs) subjects.get(person_id)?.hubs.push(hub);
  return subjects;
}

/** The names of people who take part, by id. */
export async function findNames(
  db: Db,
  people: string[],
): Promise<Map<string, { surname: string; given_name: string }>> {
  const rows = await db
    .selectFrom("people.v_card")
    .select(["id", "surname", "given_name"])
    .where("id", "=", (eb) => eb.fn.any(sql.val(people)))
    .$castTo<{ id: string; surname: string; given_name: string }>()
    .execute();
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}
