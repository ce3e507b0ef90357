import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { Giver } from "../rules/standing.ts";

/** How far asking has come for somebody: whether a guardian is named, whether a link still works, when was written last. */
export type Asking = {
  guardian: "none" | "asked" | "over";
  /** When the link or a reminder was last sent; null where nobody was ever written to. */
  written_at: Date | null;
  reminded_at: Date | null;
};

/** How far asking has come for these people. */
export async function askingFor(db: Db, people: string[], now: Date): Promise<Map<string, Asking>> {
  const { rows } = await sql<Asking & { person_id: string }>`
    select person_id, reminded_at, greatest(asked_at, reminded_at) as written_at,
      case
        when not exists (
          select from consents.guardian where guardian.person_id = whose.person_id and guardian.ended_at is null
        ) then 'none'
        when open then 'asked' else 'over'
      end as guardian
    from unnest(${sql.val(people)}::uuid[]) as whose (person_id)
    cross join lateral (
      select max(asked_at) as asked_at,
        coalesce(bool_or(answered_at is null and ended_at is null and expires_at > ${now}), false) as open
      from consents.request where request.person_id = whose.person_id
    ) as asked
    cross join lateral (
      select max(at) as reminded_at from consents.reminder where reminder.person_id = whose.person_id
    ) as reminded`.execute(db);
  return new Map(rows.map(({ person_id, ...asking }) => [person_id, asking]));
}

/** The same for one person, of whom nobody may have been asked at all. */
export const askingAbout = async (db: Db, person: string, now: Date): Promise<Asking> =>
  (await askingFor(db, [person], now)).get(person) ?? {
    guardian: "none",
    written_at: null,
    reminded_at: null,
  };

export const addReminder = (
  tx: Tx,
  { person, to, by }: { person: string; to: Giver; by: string | null },
  now: Date,
) =>
  tx
    .insertInto("consents.reminder")
    .values({ person_id: person, sent_to: to, by_person_id: by, at: now })
    .execute();
