import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { keyedHash, type Keys } from "../../../platform/keys.ts";
import { beginningOf, cardCodeFrom } from "../card-code.ts";
import { daysAfter, minutesAfter } from "../rules.ts";
import { holdTurn } from "../store/codes.ts";
import { addAttempt, countAttempts, forgiveAttempts, type Tried } from "../store/attempts.ts";
import * as store from "../store/cards.ts";
import type { Browser } from "./sign-in.ts";
import { endSessionOfToken, startSession } from "./sessions.ts";

/** How long a card works, how often one may mistype it, and how long making it answers again. */
export const cardTerms = { days: 365, tries: 10, tries_within: 15, answers_again: 15 } as const;

type Making = {
  person: string;
  by: string;
  hub: string;
  /** The number of this act: sent again after a lost answer it gives the same code, which is kept nowhere. */
  operation: string;
};

export type MadeCard = { kind: "made"; card: store.Card; code: string; fresh: boolean } | { kind: "over" };

/**
 * Makes a person's card in the caller's transaction and ends the one before it. The code is shown now and cannot be
 * found again: what is kept is its keyed hash. The caller decides who may have a card and who may make one.
 */
export async function makeCard(tx: Tx, keys: Keys, making: Making, now: Date): Promise<MadeCard> {
  const { person, by, hub, operation } = making;
  await holdTurn(tx, `card ${person}`);
  const code = cardCodeFrom(keyedHash(keys.hashes, `new card ${person} ${by} ${operation}`));
  const code_hash = hashCard(keys, code);
  const earlier = await store.lockCardByCode(tx, code_hash);
  if (earlier) {
    const again = isLive(earlier, now) && minutesAfter(earlier.made_at, cardTerms.answers_again) > now;
    return again ? { kind: "made", card: earlier, code, fresh: false } : { kind: "over" };
  }
  await store.endCards(tx, person, now);
  const expires_at = daysAfter(now, cardTerms.days);
  const card = await store.addCard(tx, {
    person_id: person,
    code_hash,
    made_at: now,
    made_by: by,
    expires_at,
  });
  const subject = { kind: "person", id: person };
  await audit(tx, { actor: by, act: "accounts.make_card", subject, hub }, now);
  return { kind: "made", card, code, fresh: true };
}

/** Ends a person's card, in the caller's transaction; where there is none nothing happens. */
export async function endCard(
  tx: Tx,
  { person, by, hub }: Omit<Making, "operation">,
  now: Date,
): Promise<boolean> {
  await holdTurn(tx, `card ${person}`);
  if (!(await store.endCards(tx, person, now))) return false;
  await audit(tx, { actor: by, act: "accounts.end_card", subject: { kind: "person", id: person }, hub }, now);
  return true;
}

/** The card a person can sign in with now, without its code. */
export const cardOf = async (db: Db, person: string, now: Date): Promise<store.Card | undefined> =>
  store.liveCardOf(db, person, now);

export type CardAnswer =
  { kind: "signed_in"; person: string; token: string } | { kind: "refused" | "too_many" };
type Trying = { code: string; browser: Browser };

/** Whether a person may come in by a card at all; who holds posts must not, and only later rooms know posts. */
export type MayUseCard = (tx: Tx, person: string) => Promise<boolean>;

/**
 * Signs in by the code of a card. Wrong, ended, expired and forbidden codes get one answer, after the same statements,
 * and tries are counted whether or not there is such a card.
 */
export async function signInByCard(
  { db, keys }: Pick<FeatureParts, "db" | "keys">,
  { code, browser }: Trying,
  mayUse: MayUseCard,
  now: Date,
): Promise<CardAnswer> {
  if (!(await mayTry({ db, keys }, code, now))) return { kind: "too_many" };
  return db.transaction().execute(async (tx) => {
    const card = await store.lockCardByCode(tx, hashCard(keys, code));
    if (!card || !isLive(card, now) || !(await mayUse(tx, card.person_id))) return { kind: "refused" };
    await store.markUsed(tx, card.id, now);
    await forgiveAttempts(tx, triedWith(keys, code));
    await endSessionOfToken(tx, browser.token, now);
    const token = await startSession(tx, card.person_id, "card", browser.device, now);
    return { kind: "signed_in", person: card.person_id, token };
  });
}

/** Counts a try; in a transaction of its own, so that it stays counted whatever comes of it. */
const mayTry = ({ db, keys }: Pick<FeatureParts, "db" | "keys">, code: string, now: Date): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const tried = triedWith(keys, code);
    await holdTurn(tx, `card try ${beginningOf(code)}`);
    const tries = await countAttempts(tx, tried, minutesAfter(now, -cardTerms.tries_within));
    if (tries >= cardTerms.tries) return false;
    await addAttempt(tx, tried, now);
    return true;
  });

const isLive = (card: store.Card, now: Date): boolean => !card.ended_at && card.expires_at > now;

const triedWith = (keys: Keys, code: string): Tried => ({
  kind: "card",
  hash: keyedHash(keys.hashes, `card beginning ${beginningOf(code)}`),
});

const hashCard = (keys: Keys, code: string): Buffer => keyedHash(keys.hashes, `card ${code}`);
