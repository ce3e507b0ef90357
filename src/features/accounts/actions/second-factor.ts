import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { keyedHash } from "../../../platform/keys.ts";
import { daysAfter, minutesAfter, terms } from "../rules.ts";
import { triesLeft } from "../rules/second-factor.ts";
import { addAttempt, countAttempts, forgiveAttempts, type Tried } from "../store/attempts.ts";
import { holdTurn } from "../store/codes.ts";
import * as store from "../store/factors.ts";
import { getSession } from "../store/sessions.ts";
import { openSecret, stepOf } from "../totp.ts";
import { stopByComingIn } from "./recovery.ts";
import { type Holder, renewSession } from "./sessions.ts";
import { tellOfFactor } from "./telling.ts";

/**
 * `token` is this browser's new one, of a session that is half no more. `wait`: so many were wrong that none is heard now.
 * `over`: this session has ended, as after the first of two taps.
 */
export type FactorGiven =
  { kind: "given"; token: string } | { kind: "wrong"; left: number } | { kind: "wait" } | { kind: "over" };

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

/** Finishes signing in by the code of one's app. No step of time is accepted twice, whoever else has seen its code. */
export const giveAppCode = (parts: Parts, half: Holder, code: string, now: Date): Promise<FactorGiven> =>
  parts.db.transaction().execute((tx) =>
    tryFactor(tx, parts, half, now, "app", async () => {
      const app = await store.lockApp(tx, half.id);
      const secret = app && openSecret(parts.keys, half.id, app.sealed);
      const step = secret ? stepOf(secret, code, now, app.last_step) : undefined;
      if (step === undefined) return false;
      await store.useStep(tx, half.id, step);
      return true;
    }),
  );

export type How = "app" | "key" | "code";

/** One try of a second factor that can be guessed: counted for its person, one at a time, whatever kind it is of. */
export async function tryFactor(
  tx: Tx,
  { keys, notices }: Parts,
  half: Holder,
  now: Date,
  how: How,
  isRight: () => Promise<boolean>,
): Promise<FactorGiven> {
  await holdTurn(tx, `factor ${half.id}`);
  if (!(await getSession(tx, half.session))) return { kind: "over" };
  const tried: Tried = { kind: "factor", hash: keyedHash(keys.hashes, `person ${half.id}`) };
  const left = triesLeft({
    lately: await countAttempts(tx, tried, minutesAfter(now, -terms.factor_tries_within)),
    today: await countAttempts(tx, tried, daysAfter(now, -1)),
  });
  if (left === 0) return { kind: "wait" };
  if (await isRight()) {
    await forgiveAttempts(tx, tried);
    return { kind: "given", token: await finishSignIn(tx, { notices }, half, how, now) };
  }
  await addAttempt(tx, tried, now);
  if (left > 1) return { kind: "wrong", left: left - 1 };
  await tellOfFactor(tx, notices, half.id, "tries", now);
  return { kind: "wait" };
}

/**
 * The second factor was given: a new session that may do everything its person may. Whatever somebody asked for in their
 * name because it was lost comes to nothing.
 */
export async function finishSignIn(
  tx: Tx,
  parts: Pick<Parts, "notices">,
  half: Holder,
  how: How,
  now: Date,
): Promise<string> {
  await stopByComingIn(tx, parts, half.id, now);
  const token = await renewSession(tx, half, now, now);
  const subject = { kind: "person", id: half.id };
  const personal = { person: half.id, fields: { how } };
  const act = how === "code" ? "accounts.code_used" : "accounts.second_factor";
  await audit(tx, { actor: half.id, act, subject, personal }, now);
  return token;
}
