import type { Selectable } from "kysely";
import type { Db, Schema, Tx } from "../../../platform/db/pool.ts";
import type { Language } from "../../../platform/i18n/language.ts";
import type { Answers } from "../rules.ts";

type Contact = { kind: "mail" | "phone"; value: string };
type Row = Selectable<Schema["members.joining"]>;

/** A form on its way, or one that was sent and can answer again. */
export type Joining = Omit<Row, "answers" | "language" | "kind"> & {
  kind: Contact["kind"];
  language: Language;
  answers: Answers;
};

const joinings = (db: Db) => db.selectFrom("members.joining").selectAll().$castTo<Joining>();

export const findJoining = (db: Db, tokenHash: Buffer): Promise<Joining | undefined> =>
  joinings(db).where("token_hash", "=", tokenHash).executeTakeFirst();

export const lockJoining = (tx: Tx, tokenHash: Buffer): Promise<Joining | undefined> =>
  joinings(tx).where("token_hash", "=", tokenHash).forUpdate().executeTakeFirst();

/** The one form this contact has on its way; waits for whoever is starting or sending it. */
export const lockJoiningOf = (tx: Tx, { kind, value }: Contact): Promise<Joining | undefined> =>
  joinings(tx)
    .where("kind", "=", kind)
    .where("contact", "=", value)
    .where("finished_at", "is", null)
    .forUpdate()
    .executeTakeFirst();

type New = { contact: Contact; hub: string; language: Language; tokenHash: Buffer };

/** Starts a form; answers nothing when the contact has one already. */
export const addJoining = (tx: Tx, { contact, hub, language, tokenHash }: New, now: Date) =>
  tx
    .insertInto("members.joining")
    .values({
      hub_id: hub,
      kind: contact.kind,
      contact: contact.value,
      token_hash: tokenHash,
      language,
      confirmed_at: now,
      started_at: now,
      changed_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();

type Change = {
  hub?: string;
  answers?: Answers;
  language?: Language;
  tokenHash?: Buffer;
  confirmed_at?: Date;
};

export async function changeJoining(tx: Tx, id: string, change: Change, now: Date): Promise<void> {
  const { hub, answers, tokenHash, ...rest } = change;
  await tx
    .updateTable("members.joining")
    .set({
      ...rest,
      ...(hub ? { hub_id: hub } : {}),
      ...(answers ? { answers: JSON.stringify(answers) } : {}),
      ...(tokenHash ? { token_hash: tokenHash } : {}),
      changed_at: now,
    })
    .where("id", "=", id)
    .execute();
}

/** The form has become a person: its answers stand there now and are forgotten here. */
export const finishJoining = (tx: Tx, id: string, person: string, now: Date) =>
  tx
    .updateTable("members.joining")
    .set({ person_id: person, finished_at: now, changed_at: now, answers: "{}" })
    .where("id", "=", id)
    .execute();

/** Forgets forms nobody touched since then, sent or not. */
export const forgetJoinings = (db: Db, before: Date) =>
  db.deleteFrom("members.joining").where("changed_at", "<=", before).execute();
