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

/** People who have not been erased, by id, each with every hub they have not left. */
export async function findSubjects(db: Db, people: string[]): Promise<Map<string, Subject>> {
  const ids = [...new Set(people)];
  if (ids.length === 0) return new Map();
  const cards = await db
    .selectFrom("people.v_card")
    .select(["id", "given_name", "birth_date", "language"])
    .where("id", "=", (eb) => eb.fn.any(sql.val(ids)))
    .$castTo<Omit<Subject, "hubs">>()
    .execute();
  const hubs = await db
    .selectFrom("members.v_belonging")
    .select(["person_id", "hub_id", "status", "consent_age", "time_zone"])
    .where("person_id", "=", (eb) => eb.fn.any(sql.val(ids)))
    .orderBy("hub_id")
    .$castTo<Subject["hubs"][number] & { person_id: string }>()
    .execute();
  const hubsOf = (id: string) =>
    hubs.filter((row) => row.person_id === id).map(({ person_id: _person, ...hub }) => hub);
  return new Map(cards.map((card) => [card.id, { ...card, hubs: hubsOf(card.id) }]));
}

/** A person who has not been erased, with every hub they have not left. */
export const findSubject = async (db: Db, person: string): Promise<Subject | undefined> =>
  (await findSubjects(db, [person])).get(person);

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
