import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";

export type Way = "code" | "password" | "joining" | "sample";
export type SessionRow = Selectable<Schema["accounts.session"]>;
export type Session = Pick<SessionRow, "id" | "device" | "created_at" | "seen_at"> & { way: Way };

type NewSession = {
  person_id: string;
  token_hash: Buffer;
  way: Way;
  device: string;
  created_at: Date;
  expires_at: Date;
};

export const addSession = (tx: Tx, session: NewSession): Promise<{ id: string }> =>
  tx
    .insertInto("accounts.session")
    .values({ ...session, seen_at: session.created_at })
    .returning("id")
    .executeTakeFirstOrThrow();

export const getSession = (db: Db, id: string): Promise<SessionRow | undefined> =>
  db
    .selectFrom("accounts.session")
    .selectAll()
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();

/** Sessions that still let somebody in, the last used first. */
export const listSessions = (db: Db, person: string, now: Date): Promise<Session[]> =>
  db
    .selectFrom("accounts.session")
    .select(["id", "device", "way", "created_at", "seen_at"])
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("seen_at", "desc")
    .orderBy("id")
    .$castTo<Session>()
    .execute();

/** Ends one session of this person; answers whether there was one. */
export async function endOne(tx: Tx, person: string, id: string, now: Date): Promise<boolean> {
  const ended = await tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("id", "=", id)
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

export const endByToken = (tx: Tx, token_hash: Buffer, now: Date) =>
  tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("token_hash", "=", token_hash)
    .where("ended_at", "is", null)
    .execute();

/** Ends every session of a person, or all but one. */
export const endAll = (tx: Tx, person: string, but: string | null, now: Date) =>
  tx
    .updateTable("accounts.session")
    .set({ ended_at: now })
    .where("person_id", "=", person)
    .where("ended_at", "is", null)
    .$if(but !== null, (query) => query.where("id", "!=", but ?? ""))
    .execute();

/** Writes down that a session is in use and lets it last on, unless that was done after `before`. */
export const moveSession = (db: Db, id: string, seen_at: Date, expires_at: Date, before: Date) =>
  db
    .updateTable("accounts.session")
    .set({ seen_at, expires_at })
    .where("id", "=", id)
    .where("seen_at", "<=", before)
    .where("ended_at", "is", null)
    .execute();

export const forgetSessions = (db: Db, before: Date) =>
  db
    .deleteFrom("accounts.session")
    .where((eb) => eb.or([eb("expires_at", "<", before), eb("ended_at", "<", before)]))
    .execute();
