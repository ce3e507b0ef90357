import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import { countedTo } from "../../../platform/today.ts";

export type Grown = { id: string; given_name: string; surname: string; at: Date; count: number };

/** Members of these hubs whose guardianship has ended and who have not said for themselves whether they take part. */
export async function grownUnanswered(db: Db, hubs: string[], limit: number): Promise<Grown[]> {
  const { rows } = await sql<Grown>`
    select few.*, count(*) over () as count from (
      select card.id, card.given_name, card.surname, max(guardian.ended_at) as at
      from consents.guardian as guardian
      join members.v_belonging as belonging on belonging.person_id = guardian.person_id
      join people.v_card as card on card.id = guardian.person_id
      where guardian.ended_at is not null and belonging.hub_id = any(${hubs}::uuid[])
        and belonging.status in ('registered', 'volunteer')
        and not exists (
          select from consents.guardian as other
          where other.person_id = guardian.person_id and other.ended_at is null)
        and not exists (
          select from consents.consent as own
          where own.person_id = guardian.person_id and own.purpose = 'data' and own.given_by = 'person')
      group by card.id, card.given_name, card.surname
      limit ${countedTo + 1}
    ) as few
    order by at, id limit ${limit}`.execute(db);
  return rows;
}
