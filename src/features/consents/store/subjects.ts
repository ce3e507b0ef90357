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
export async function findSubject(db: Db, person: string): Promise<Subject | undefined> {
  const card = await db
    .selectFrom("people.v_card")
    .select(["id", "given_name", "birth_date", "language"])
    .where("id", "=", person)
    .$castTo<Omit<Subject, "hubs">>()
    .executeTakeFirst();
  if (!card) return undefined;
  const hubs = await db
    .selectFrom("members.v_belonging")
    .select(["hub_id", "status", "consent_age", "time_zone"])
    .where("person_id", "=", person)
    .orderBy("hub_id")
    .$castTo<Subject["hubs"][number]>()
    .execute();
  return { ...card, hubs };
}
