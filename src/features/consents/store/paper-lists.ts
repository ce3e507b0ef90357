import { sql } from "kysely";
import type { Db } from "../../../platform/db/pool.ts";
import { countedTo } from "../../../platform/today.ts";
import type { PaperState } from "../rules/papers.ts";

export type Listed = {
  code: string;
  hub_id: string;
  person_id: string;
  state: PaperState;
  state_at: Date;
  has_scan: boolean;
  recorded_by: string | null;
};

const recordedBy = sql<string | null>`(
  select by_id from consents.paper_step as step
  where step.paper_id = paper.id and step.step = 'recorded' order by step.id desc limit 1)`;

/** Papers of these hubs that were recorded or sent back and are not done, longest first. */
export const openPapers = (db: Db, hubs: string[], most: number): Promise<Listed[]> =>
  db
    .selectFrom("consents.paper as paper")
    .select(["paper.code", "paper.hub_id", "paper.person_id", "paper.state", "paper.state_at"])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("consents.scan as scan")
            .select("scan.kind")
            .whereRef("scan.paper_id", "=", "paper.id"),
        )
        .as("has_scan"),
      recordedBy.as("recorded_by"),
    ])
    .where("paper.hub_id", "in", hubs)
    .where("paper.state", "in", ["recorded", "returned"])
    .orderBy("paper.state_at")
    .orderBy("paper.id")
    .limit(most)
    .$castTo<Listed>()
    .execute();

export type Seconds = { hub_id: string; count: number; at: Date };

/** How many papers wait for a second look that this person may give, by hub. */
export const waitingForSecond = (db: Db, hubs: string[], who: string): Promise<Seconds[]> =>
  db
    .selectFrom(
      db
        .selectFrom("consents.paper as paper")
        .innerJoin("consents.scan as scan", "scan.paper_id", "paper.id")
        .select(["paper.hub_id", "paper.state_at"])
        .where("paper.hub_id", "in", hubs)
        .where("paper.state", "=", "recorded")
        .where("paper.person_id", "<>", who)
        .where(recordedBy, "is distinct from", who)
        .orderBy("paper.state_at")
        .limit(countedTo + 1)
        .as("few"),
    )
    .select((eb) => ["hub_id", eb.fn.countAll<number>().as("count"), eb.fn.min("state_at").as("at")])
    .groupBy("hub_id")
    .orderBy("at")
    .$castTo<Seconds>()
    .execute();

/** People of a hub by whom papers are chosen: one line each, and of those who do not wait only who was asked for. */
export type Choosable = { id: string; given_name: string; birth_date: string; settlement_code: string };

const choosable = (db: Db, hub: string) =>
  db
    .selectFrom("members.v_belonging as belonging")
    .innerJoin("people.v_card as card", "card.id", "belonging.person_id")
    .select(["card.id", "card.given_name", "card.birth_date", "card.settlement_code"])
    .where("belonging.hub_id", "=", hub)
    .orderBy("card.settlement_code")
    .orderBy("card.name_key")
    .orderBy("card.id")
    .$castTo<Choosable>();

/** Those who wait for consent in a hub, village by village. */
export const waitingIn = (db: Db, hub: string, most: number): Promise<Choosable[]> =>
  choosable(db, hub).where("belonging.status", "=", "waiting_for_consent").limit(most).execute();

/** Those of these people who belong to a hub. */
export const belongingTo = (db: Db, hub: string, people: string[]): Promise<Choosable[]> =>
  people.length > 0 ? choosable(db, hub).where("card.id", "in", people).execute() : Promise.resolve([]);
