import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "../../platform/db/pool.ts";
import { found } from "../../platform/errors.ts";
import type { Language } from "../../platform/i18n/language.ts";
import { getHub, type Hub } from "../hubs/index.ts";
import { ageAt, type Contact } from "../people/index.ts";
import {
  answersAgain,
  type Answers,
  daysKept,
  decideJoining,
  firstOpen,
  isOver,
  type Step,
} from "./rules.ts";
import {
  addJoining,
  changeJoining,
  findJoining,
  forgetJoinings,
  type Joining,
  lockJoining,
  lockJoiningOf,
} from "./store/joinings.ts";

/** Where a form stands: what is told, which hub it is for, and which screen is the first without an answer that stands. */
export type Draft = { joining: Joining; hub: Hub; age: number | undefined; open: Step };

type Begin = { contact: Contact; hub: string; language: Language };

/** The token is for this browser's cookie and stands nowhere else; `resumed` says that answers were given before. */
export type Begun = { token: string; resumed: boolean };

/**
 * Opens the form of a contact that was just confirmed: the one on its way, wherever it was begun, or a new one. Only the
 * browser that confirmed last can go on with it.
 */
export const beginJoining = (db: Db, { contact, hub, language }: Begin, now: Date): Promise<Begun> =>
  db.transaction().execute(async (db) => {
    const token = randomBytes(32).toString("base64url");
    const tokenHash = hashOf(token);
    const fresh = { contact, hub, language, tokenHash };
    if (await addJoining(db, fresh, now)) return { token, resumed: false };
    const row = await lockJoiningOf(db, contact);
    if (!row) {
      // It was sent from another device while we waited for it.
      found(await addJoining(db, fresh, now));
      return { token, resumed: false };
    }
    const answers = isOver(row.changed_at, now) ? {} : row.answers;
    await changeJoining(db, row.id, { hub, language, tokenHash, answers, confirmed_at: now }, now);
    return { token, resumed: Object.keys(answers).length > 0 };
  });

/** The form this browser is filling in; nothing when it was sent, is over, or another browser went on with it. */
export async function openDraft(db: Db, token: string | undefined, now: Date): Promise<Draft | undefined> {
  const joining = token ? await findJoining(db, hashOf(token)) : undefined;
  if (!joining || !isOnItsWay(joining, now)) return undefined;
  return draftOf(db, joining, now);
}

/** Keeps the answers of one screen; kept again they change nothing. Answers nothing where there is no form to keep them in. */
export const keepAnswers = (
  db: Db,
  token: string | undefined,
  answers: Answers,
  now: Date,
): Promise<Draft | undefined> =>
  change(db, token, now, (joining) => ({ answers: { ...joining.answers, ...answers } }));

/** Takes the form to another hub; everything told stays. */
export const changeHub = (
  db: Db,
  token: string | undefined,
  hub: string,
  now: Date,
): Promise<Draft | undefined> => change(db, token, now, () => ({ hub }));

/** Forgets what was told, for a brother or sister who shares the contact. */
export const beginAnew = (db: Db, token: string | undefined, now: Date): Promise<Draft | undefined> =>
  change(db, token, now, () => ({ answers: {} }));

const change = (
  db: Db,
  token: string | undefined,
  now: Date,
  what: (joining: Joining) => Parameters<typeof changeJoining>[2],
): Promise<Draft | undefined> =>
  db.transaction().execute(async (db) => {
    const joining = token ? await lockJoining(db, hashOf(token)) : undefined;
    if (!joining || !isOnItsWay(joining, now)) return undefined;
    const changed = what(joining);
    await changeJoining(db, joining.id, changed, now);
    const { hub = joining.hub_id, answers = joining.answers } = changed;
    return draftOf(db, { ...joining, hub_id: hub, answers }, now);
  });

/** Where a form stands by the server's clock in the hub's zone. */
export async function draftOf(db: Db | Tx, joining: Joining, now: Date): Promise<Draft> {
  const hub = found(await getHub(db, joining.hub_id));
  const { birth_date } = joining.answers;
  const age = birth_date ? ageAt(birth_date, hub.time_zone, now) : undefined;
  const stands = age !== undefined && decideJoining(age, hub).kind !== "refused";
  return { joining, hub, age, open: firstOpen(joining.answers, stands) };
}

const isOnItsWay = (joining: Joining, now: Date): boolean =>
  !joining.finished_at && !isOver(joining.changed_at, now);

/** The form this browser holds the token of, on its way or sent. */
export const findSent = async (db: Db, token: string | undefined): Promise<Joining | undefined> =>
  token ? findJoining(db, hashOf(token)) : undefined;

/** Whether a form that was sent may still repeat its answer to the browser that sent it. */
export const canAnswerAgain = (joining: Joining, now: Date): boolean =>
  joining.finished_at !== null && answersAgain(joining.finished_at, now);

export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Forgets forms 30 days after their last answer. */
export async function purgeJoinings(db: Db, now: Date): Promise<void> {
  await forgetJoinings(db, new Date(now.getTime() - daysKept * 86_400_000));
}
