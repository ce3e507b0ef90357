import { randomInt } from "node:crypto";
import { audit } from "../../../platform/audit/audit.ts";
import type { Db, Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { keyedHash, type Keys, seal, unseal } from "../../../platform/keys.ts";
import { isFresh, minutesAfter, terms } from "../rules.ts";
import { recoveryLetters } from "../rules/second-factor.ts";
import { holdTurn } from "../store/codes.ts";
import * as store from "../store/recovery-codes.ts";
import { getSession } from "../store/sessions.ts";
import { type FactorGiven, tryFactor } from "./second-factor.ts";
import type { Holder } from "./sessions.ts";
import { tellOfFactor } from "./telling.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

/** Ten codes for whoever is without their phone. They can be read until they are put away, within the hour. */
export async function makeCodes(tx: Tx, keys: Keys, person_id: string, now: Date): Promise<void> {
  const codes = Array.from({ length: terms.recovery_codes }, newCode);
  const sealed = seal(keys.factors, JSON.stringify(codes), `recovery codes ${person_id}`);
  const hashes = codes.map((code) => hashCode(keys, person_id, code));
  await store.putSet(tx, { person_id, sealed, made_at: now, hashes });
}

/** New codes in place of the old, by somebody who came in a moment ago; answers whether it was done. */
export const renewCodes = ({ db, keys, notices }: Parts, who: Holder, now: Date): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    await holdTurn(tx, `factor ${who.id}`);
    const session = await getSession(tx, who.session);
    if (!session || !isFresh(session, now) || !(await store.getSet(tx, who.id))) return false;
    await makeCodes(tx, keys, who.id, now);
    const subject = { kind: "person", id: who.id };
    await audit(tx, { actor: who.id, act: "accounts.codes_made", subject }, now);
    await tellOfFactor(tx, notices, who.id, "codes_made", now);
    return true;
  });

export type OwnCodes = { made_at: Date; left: number; shown: string[] | null; kept: boolean };

/** How it stands with somebody's codes, and the codes themselves as long as they may be read. */
export async function codesOf(db: Db, keys: Keys, person: string, now: Date): Promise<OwnCodes | undefined> {
  const set = await store.getSet(db, person);
  if (!set) return undefined;
  const { made_at, left, sealed, kept_at } = set;
  const readable = kept_at === null && minutesAfter(made_at, terms.codes_shown) > now;
  const text = readable && sealed ? unseal(keys.factors, sealed, `recovery codes ${person}`) : undefined;
  return { made_at, left, kept: kept_at !== null, shown: text ? (JSON.parse(text) as string[]) : null };
}

/** The codes are put away: nobody reads them here again. */
export const keepCodes = (db: Db, who: Holder, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await store.keepSet(tx, who.id, now);
  });

/** Finishes signing in by a recovery code, which works no more after it; all contacts of the person hear of it. */
export const giveRecoveryCode = (parts: Parts, half: Holder, code: string, now: Date): Promise<FactorGiven> =>
  parts.db.transaction().execute((tx) =>
    tryFactor(tx, parts, half, now, "code", async () => {
      if (!(await store.spendCode(tx, half.id, hashCode(parts.keys, half.id, code), now))) return false;
      await tellOfFactor(tx, parts.notices, half.id, "code_used", now);
      return true;
    }),
  );

const newCode = (): string =>
  Array.from({ length: 10 }, () => recoveryLetters[randomInt(recoveryLetters.length)]).join("");

const hashCode = (keys: Keys, person: string, code: string): Buffer =>
  keyedHash(keys.hashes, `recovery code ${person} ${code}`);
