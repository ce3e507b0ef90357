import type { Db } from "../../../platform/db/pool.ts";
import { countedTo } from "../../../platform/today.ts";

export type Unanswered = { hub_id: string; count: number; at: Date };

/** How many guardians were asked before a moment and have not answered since, by the hub in which somebody waits. */
export const unansweredIn = (db: Db, hubs: string[], before: Date): Promise<Unanswered[]> =>
  db
    .selectFrom(
      db
        .selectFrom("consents.request as request")
        .innerJoin("members.v_belonging as belonging", "belonging.person_id", "request.person_id")
        .select(["belonging.hub_id", "request.asked_at"])
        .where("request.answered_at", "is", null)
        .where("request.ended_at", "is", null)
        .where("request.asked_at", "<=", before)
        .where("belonging.hub_id", "in", hubs)
        .where("belonging.status", "=", "waiting_for_consent")
        .orderBy("request.asked_at")
        .limit(countedTo + 1)
        .as("few"),
    )
    .select((eb) => ["hub_id", eb.fn.countAll<number>().as("count"), eb.fn.min("asked_at").as("at")])
    .groupBy("hub_id")
    .orderBy("at")
    .$castTo<Unanswered>()
    .execute();
