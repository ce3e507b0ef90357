import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Contact } from "./guardians.ts";

export type Request = Selectable<Schema["consents.request"]>;

type New = Pick<Request, "id" | "person_id" | "guardian_id" | "token_hash" | "asked_at" | "expires_at"> & {
  /** The link itself, for its reminders; nobody can send one again without it. */
  sealed: Buffer | null;
};

export const addRequest = (tx: Tx, row: New) => tx.insertInto("consents.request").values(row).execute();

export const findRequest = (db: Db, token: Buffer): Promise<Request | undefined> =>
  db.selectFrom("consents.request").selectAll().where("token_hash", "=", token).executeTakeFirst();

export const lockRequest = (tx: Tx, id: string): Promise<Request | undefined> =>
  tx.selectFrom("consents.request").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

/** The newest link that was sent for a person. */
export const newestRequest = (db: Db, person: string): Promise<Request | undefined> =>
  db
    .selectFrom("consents.request")
    .selectAll()
    .where("person_id", "=", person)
    .orderBy("asked_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();

/** Links on their way that were sent before this moment and not yet so often repeated. */
export const openSince = (db: Db, before: Date, reminded: number): Promise<Request[]> =>
  db
    .selectFrom("consents.request")
    .selectAll()
    .where("answered_at", "is", null)
    .where("ended_at", "is", null)
    .where("asked_at", "<=", before)
    .where("reminded", "<", reminded)
    .orderBy("asked_at")
    .execute();

/** Only the newest link of a person works. */
export const endRequests = (tx: Tx, person: string, now: Date) =>
  tx
    .updateTable("consents.request")
    .set({ ended_at: now, sealed: null })
    .where("person_id", "=", person)
    .where("answered_at", "is", null)
    .where("ended_at", "is", null)
    .execute();

export const markAnswered = (tx: Tx, id: string, now: Date) =>
  tx.updateTable("consents.request").set({ answered_at: now, sealed: null }).where("id", "=", id).execute();

export const markReminded = (tx: Tx, id: string, reminded: number) =>
  tx.updateTable("consents.request").set({ reminded }).where("id", "=", id).execute();

/** How many links were sent since then: for this person, and to this contact for anybody. */
export async function countAsked(
  tx: Tx,
  person: string,
  { kind, value }: Contact,
  since: Date,
): Promise<{ person: number; contact: number }> {
  const rows = await tx
    .selectFrom("consents.request as request")
    .innerJoin("consents.guardian as guardian", "guardian.id", "request.guardian_id")
    .select(["request.person_id", "guardian.contact_kind", "guardian.contact"])
    .where("request.asked_at", ">", since)
    .where((eb) =>
      eb.or([
        eb("request.person_id", "=", person),
        eb.and([eb("guardian.contact_kind", "=", kind), eb("guardian.contact", "=", value)]),
      ]),
    )
    .execute();
  return {
    person: rows.filter((row) => row.person_id === person).length,
    contact: rows.filter((row) => row.contact_kind === kind && row.contact === value).length,
  };
}

/** A link that works no more is sent no more: its sealed copy goes. */
export const wipeLinks = (db: Db, now: Date) =>
  db
    .updateTable("consents.request")
    .set({ sealed: null })
    .where("expires_at", "<=", now)
    .where("sealed", "is not", null)
    .execute();
