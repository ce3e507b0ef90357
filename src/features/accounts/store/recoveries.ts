import { type Selectable, sql } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { vouchableBy } from "../policy.ts";
import type { HowKnown } from "../rules/recovery.ts";

export type RecoveryRow = Selectable<Schema["accounts.recovery"]>;
export type StoppedHow = "person" | "link" | "staff" | "expired";

const open = (db: Db) =>
  db
    .selectFrom("accounts.recovery")
    .where("accounts.recovery.done_at", "is", null)
    .where("accounts.recovery.stopped_at", "is", null);

/** The one recovery of somebody that is neither finished nor stopped; it may have been left lying for too long. */
export const openRecovery = (db: Db, person: string): Promise<RecoveryRow | undefined> =>
  open(db).selectAll().where("person_id", "=", person).executeTakeFirst();

export const lockOpen = (tx: Tx, person: string): Promise<RecoveryRow | undefined> =>
  open(tx).selectAll().where("person_id", "=", person).forUpdate().executeTakeFirst();

export const lockRecovery = (tx: Tx, id: string): Promise<RecoveryRow | undefined> =>
  tx.selectFrom("accounts.recovery").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

export const findByStop = (db: Db, stop_hash: Buffer): Promise<RecoveryRow | undefined> =>
  db.selectFrom("accounts.recovery").selectAll().where("stop_hash", "=", stop_hash).executeTakeFirst();

export async function countAsked(tx: Tx, person: string, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("accounts.recovery")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("person_id", "=", person)
    .where("asked_at", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

type NewRecovery = Pick<
  RecoveryRow,
  "person_id" | "hubs" | "asked_at" | "expires_at" | "stop_hash" | "stop_sealed"
>;

export const addRecovery = (tx: Tx, row: NewRecovery): Promise<{ id: string }> =>
  tx.insertInto("accounts.recovery").values(row).returning("id").executeTakeFirstOrThrow();

export const setWaiting = (tx: Tx, id: string, waits_until: Date, expires_at: Date) =>
  tx.updateTable("accounts.recovery").set({ waits_until, expires_at }).where("id", "=", id).execute();

export const setDone = (tx: Tx, id: string, done_at: Date) =>
  tx.updateTable("accounts.recovery").set({ done_at }).where("id", "=", id).execute();

export const setStopped = (tx: Tx, id: string, stopped_how: StoppedHow, stopped_at: Date) =>
  tx.updateTable("accounts.recovery").set({ stopped_how, stopped_at }).where("id", "=", id).execute();

type NewVouch = { recovery_id: string; by_person_id: string; how: HowKnown; reason: string; at: Date };

/** Writes down that somebody knows the person; answers nothing where they have said so before. */
export async function addVouch(tx: Tx, vouch: NewVouch): Promise<boolean> {
  const added = await tx
    .insertInto("accounts.recovery_vouch")
    .values(vouch)
    .onConflict((conflict) => conflict.doNothing())
    .returning("recovery_id")
    .executeTakeFirst();
  return added !== undefined;
}

export type Vouch = { by: string; name: string; how: HowKnown; at: Date };

export const listVouches = (db: Db, recovery: string): Promise<Vouch[]> =>
  db
    .selectFrom("accounts.recovery_vouch as vouch")
    .innerJoin("people.v_card as card", "card.id", "vouch.by_person_id")
    .select(["vouch.by_person_id as by", "vouch.how", "vouch.at"])
    .select(sql<string>`concat_ws(' ', card.given_name, card.surname)`.as("name"))
    .where("vouch.recovery_id", "=", recovery)
    .orderBy("vouch.at")
    .orderBy("vouch.by_person_id")
    .$castTo<Vouch>()
    .execute();

export type Listed = Pick<RecoveryRow, "id" | "person_id" | "hubs" | "asked_at" | "waits_until"> & {
  name: string;
  confirmed: number;
  /** Whether whoever asks has confirmed this person. */
  mine: boolean;
};

/** Whom somebody may confirm or stop, those who have waited longest first. */
export const listVouchable = (db: Db, who: Actor, now: Date): Promise<Listed[]> =>
  open(db)
    .innerJoin("people.v_card as card", "card.id", "accounts.recovery.person_id")
    .select(["accounts.recovery.id", "person_id", "hubs", "asked_at", "waits_until"])
    .select(sql<string>`concat_ws(' ', card.given_name, card.surname)`.as("name"))
    .select((eb) =>
      eb
        .selectFrom("accounts.recovery_vouch as vouch")
        .select((each) => each.fn.countAll<number>().as("confirmed"))
        .whereRef("vouch.recovery_id", "=", "accounts.recovery.id")
        .as("confirmed"),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("accounts.recovery_vouch as own")
            .select("own.at")
            .whereRef("own.recovery_id", "=", "accounts.recovery.id")
            .where("own.by_person_id", "=", who.id),
        )
        .as("mine"),
    )
    .where("expires_at", ">", now)
    .where(vouchableBy(who))
    .orderBy("asked_at")
    .orderBy("accounts.recovery.id")
    .$castTo<Listed>()
    .execute();

export const forgetRecoveries = (db: Db, before: Date) =>
  db.deleteFrom("accounts.recovery").where("asked_at", "<", before).execute();
