import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { daysAfter, isFresh, minutesAfter, needsTouch, terms } from "../rules.ts";
import * as store from "../store/sessions.ts";
import { hashToken, newToken } from "../tokens.ts";

/** Signs a person in, in the caller's transaction; the token is for this browser's cookie and stands nowhere else. */
export async function startSession(
  tx: Tx,
  person: string,
  way: store.Way,
  device: string,
  now: Date,
): Promise<string> {
  const { id, token } = await openSession(tx, person, way, device, now);
  const subject = { kind: "session", id };
  const personal = { person, fields: { way, device } };
  await audit(tx, { actor: person, act: "accounts.sign_in", subject, personal }, now);
  return token;
}

/** Gives a signed-in browser a new token and session in place of the old, as at every change of privilege. */
export async function renewSession(tx: Tx, who: Actor, now: Date): Promise<string> {
  const session = found(await store.getSession(tx, who.session));
  await store.endOne(tx, who.id, session.id, now);
  const { token } = await openSession(tx, who.id, session.way as store.Way, session.device, now);
  return token;
}

async function openSession(tx: Tx, person_id: string, way: store.Way, device: string, now: Date) {
  const token = newToken();
  const expires_at = daysAfter(now, terms.session_days);
  const session = { person_id, token_hash: hashToken(token), way, device, created_at: now, expires_at };
  return { ...(await store.addSession(tx, session)), token };
}

/** Ends one session of one's own; another person's looks as if there were none. */
export const endSession = (db: Db, who: Actor, id: string, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    found((await store.endOne(tx, who.id, id, now)) || null);
    await audit(tx, { actor: who.id, act: "accounts.end_session", subject: { kind: "session", id } }, now);
  });

/** Ends every session of one's own but the one in use. */
export const endOtherSessions = (db: Db, who: Actor, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await store.endAll(tx, who.id, who.session, now);
    const subject = { kind: "person", id: who.id };
    await audit(tx, { actor: who.id, act: "accounts.end_other_sessions", subject }, now);
  });

/** Ends every session of a person, in the caller's transaction: for a changed post, a merge, an erasure. */
export const endAllSessions = async (tx: Tx, person: string, now: Date): Promise<void> => {
  await store.endAll(tx, person, null, now);
};

/** Ends the session behind a token that a browser still holds when somebody signs in there anew. */
export const endSessionOfToken = async (tx: Tx, token: string | undefined, now: Date): Promise<void> => {
  if (token) await store.endByToken(tx, hashToken(token), now);
};

/** Lets a session in use last on, thirty days from now; written at most every ten minutes, so most calls cost nothing. */
export async function keepUp(db: Db, session: { id: string; seen_at: Date }, now: Date): Promise<void> {
  if (!needsTouch(session.seen_at, now)) return;
  const { id } = session;
  await store.moveSession(db, id, now, daysAfter(now, terms.session_days), minutesAfter(now, -terms.touch));
}

/** Whether this session began so lately that its owner may change how they sign in. */
export async function isSessionFresh(db: Db, who: Actor, now: Date): Promise<boolean> {
  const session = await store.getSession(db, who.session);
  return session !== undefined && isFresh(session, now);
}
