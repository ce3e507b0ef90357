import { type Selectable, sql } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import { listedStatuses, type Status } from "../rules.ts";

export type Membership = Pick<
  Selectable<Schema["members.membership"]>,
  "id" | "person_id" | "hub_id" | "joined_at" | "status_at" | "warned"
> & { status: Status };

const memberships = (db: Db) =>
  db
    .selectFrom("members.membership")
    .select(["id", "person_id", "hub_id", "status", "joined_at", "status_at", "warned"])
    .$castTo<Membership>();

/** Every hub this person joined, earliest first. */
export const membershipsOf = (db: Db, person: string): Promise<Membership[]> =>
  memberships(db).where("person_id", "=", person).orderBy("joined_at").orderBy("id").execute();

export const findMembership = (db: Db, person: string, hub: string): Promise<Membership | undefined> =>
  memberships(db).where("person_id", "=", person).where("hub_id", "=", hub).executeTakeFirst();

export const lockMembership = (tx: Tx, person: string, hub: string): Promise<Membership | undefined> =>
  memberships(tx).where("person_id", "=", person).where("hub_id", "=", hub).forUpdate().executeTakeFirst();

/** Who has waited for consent since before this moment. */
export const waitingSince = (db: Db, before: Date): Promise<Membership[]> =>
  memberships(db)
    .where("status", "=", "waiting_for_consent")
    .where("status_at", "<=", before)
    .orderBy("id")
    .execute();

/** Keeps how many times somebody has been told that their waiting ends soon. */
export const markWarned = (tx: Tx, membership: string, warned: number) =>
  tx.updateTable("members.membership").set({ warned }).where("id", "=", membership).execute();

export type Aging = Omit<Membership, "warned"> & {
  birth_date: string;
  consent_age: number;
  lowest_age: number;
  highest_age: number;
  time_zone: string;
};

/** A person's memberships with what their age is measured by. */
export const lockMembershipsOf = (tx: Tx, person: string): Promise<Aging[]> =>
  tx
    .selectFrom("members.membership as membership")
    .innerJoin("hubs.v_hub as hub", "hub.id", "membership.hub_id")
    .select(["membership.id", "person_id", "hub_id", "status", "joined_at", "status_at", "birth_date"])
    .select(["consent_age", "lowest_age", "highest_age", "time_zone"])
    .where("person_id", "=", person)
    .where("birth_date", "is not", null)
    .orderBy("membership.id")
    .forUpdate("membership")
    .$castTo<Aging>()
    .execute();

type New = { person: string; hub: string; status: Status; by: string };

/** Writes a membership and its first status; answers nothing when the person already belongs to the hub. */
export async function addMembership(tx: Tx, { person, hub, status, by }: New, now: Date) {
  const row = await tx
    .insertInto("members.membership")
    .values({ person_id: person, hub_id: hub, status, joined_at: now, status_at: now })
    .onConflict((conflict) => conflict.columns(["person_id", "hub_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row) await addChange(tx, { membership: row.id, from: null, to: status, by }, now);
  return row;
}

type Change = { membership: string; from: Status | null; to: Status; by: string | null };

/** Moves a membership to a status and keeps who did it and when. */
export async function changeStatus(tx: Tx, change: Change, now: Date): Promise<void> {
  await tx
    .updateTable("members.membership")
    .set({ status: change.to, status_at: now, warned: 0 })
    .where("id", "=", change.membership)
    .execute();
  await addChange(tx, change, now);
}

const addChange = (tx: Tx, { membership, from, to, by }: Change, now: Date) =>
  tx
    .insertInto("members.status_change")
    .values({ membership_id: membership, from_status: from, to_status: to, by_person_id: by, at: now })
    .execute();

export type StatusChange = {
  membership_id: string;
  at: Date;
  from_status: Status | null;
  to_status: Status;
  by_person_id: string | null;
  by_name: string | null;
};

/** Every change of these memberships' statuses, newest first, with the name of who made it. */
export const changesOf = (db: Db, memberships: string[]): Promise<StatusChange[]> =>
  db
    .selectFrom("members.status_change as change")
    .leftJoin("people.v_card as card", "card.id", "change.by_person_id")
    .select([
      "change.membership_id",
      "change.at",
      "change.from_status",
      "change.to_status",
      "change.by_person_id",
    ])
    .select((eb) =>
      eb
        .fn<string | null>("nullif", [
          eb.fn("concat_ws", [eb.val(" "), "card.given_name", "card.surname"]),
          eb.val(""),
        ])
        .as("by_name"),
    )
    .where("change.membership_id", "in", memberships)
    .orderBy("change.id", "desc")
    .$castTo<StatusChange>()
    .execute();

export type BornThen = Omit<Membership, "warned"> & { surname: string; given_name: string };

/** Those who belong to a hub and were born on this day: two questions, because each has an index of its own. */
export async function bornOn(db: Db, hub: string, birth_date: string): Promise<BornThen[]> {
  const born = (statuses: Status[]): Promise<BornThen[]> =>
    db
      .selectFrom("members.membership as membership")
      .innerJoin("people.v_card as card", "card.id", "membership.person_id")
      .select(["membership.id", "person_id", "hub_id", "status", "joined_at", "status_at"])
      .select(["card.surname", "card.given_name"])
      .where("hub_id", "=", hub)
      .where("membership.birth_date", "=", birth_date)
      .where(
        "status",
        "in",
        statuses.map((status) => sql.lit(status)),
      )
      .orderBy("membership.id")
      .$castTo<BornThen>()
      .execute();
  return [...(await born([...listedStatuses])), ...(await born(["waiting_for_consent"]))];
}
