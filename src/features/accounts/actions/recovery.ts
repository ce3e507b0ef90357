import { randomBytes } from "node:crypto";
import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type Keys, seal, unseal } from "../../../platform/keys.ts";
import type { RecoveryStep } from "../../../platform/notices/notice.ts";
import { canVouch } from "../policy.ts";
import { daysAfter, terms } from "../rules.ts";
import { hasFactor } from "../rules/second-factor.ts";
import { areEnough, type HowKnown, recoveryState } from "../rules/recovery.ts";
import { holdTurn } from "../store/codes.ts";
import { dropFactors } from "../store/factors.ts";
import * as store from "../store/recoveries.ts";
import { endAll, getSession } from "../store/sessions.ts";
import { hashToken } from "../tokens.ts";
import { factorsOf } from "./own-factors.ts";
import { type Holder, renewSession } from "./sessions.ts";
import { tellPerson } from "./telling.ts";

type Parts = Pick<FeatureParts, "db" | "keys" | "notices">;

export type RecoveryAsked = { kind: "asked" | "too_many" | "not_needed" };

/**
 * Somebody half in has lost their second factor: asks two others to confirm them. Every contact of the person hears of it,
 * with a link that stops it. Asked again while one is open, nothing happens.
 */
export const askRecovery = (
  parts: Parts & Pick<FeatureParts, "hubsKnowing">,
  half: Holder,
  now: Date,
): Promise<RecoveryAsked> =>
  parts.db.transaction().execute(async (tx) => {
    await holdTurn(tx, `recovery ${half.id}`);
    const lost = hasFactor(await factorsOf(tx, parts.keys, half.id));
    if (!lost || !(await getSession(tx, half.session))) return { kind: "not_needed" };
    const earlier = await store.openRecovery(tx, half.id);
    if (earlier && recoveryState(earlier, now) !== "over") return { kind: "asked" };
    if (earlier) await store.setStopped(tx, earlier.id, "expired", now);
    const since = daysAfter(now, -terms.recovery_asked_days);
    if ((await store.countAsked(tx, half.id, since)) >= terms.recovery_asks) return { kind: "too_many" };
    const token = randomBytes(16).toString("base64url");
    await store.addRecovery(tx, {
      person_id: half.id,
      hubs: await parts.hubsKnowing(tx, half.id, now),
      asked_at: now,
      expires_at: daysAfter(now, terms.recovery_asked_days),
      stop_hash: hashToken(token),
      stop_sealed: seal(parts.keys.factors, token, `stop ${half.id}`),
    });
    await note(tx, { by: half.id, act: "accounts.recovery_ask", person: half.id }, now);
    await tell(tx, parts, half.id, { step: "asked", token }, now);
    return { kind: "asked" };
  });

export type Vouched = { kind: "confirmed" | "already" | "over" };
type Word = { how: HowKnown; reason: string };

/**
 * Somebody else of the staff says that they know it is this person. With the second of two the waiting day begins. Said
 * twice by one it counts once; the person is told at each step.
 */
export const vouchFor = (parts: Parts, who: Actor, id: string, word: Word, now: Date): Promise<Vouched> =>
  parts.db.transaction().execute(async (tx) => {
    const recovery = found(await store.lockRecovery(tx, id), (row) => canVouch(who, row));
    const said = await store.listVouches(tx, id);
    if (said.some((each) => each.by === who.id)) return { kind: "already" };
    if (recoveryState(recovery, now) !== "asked") return { kind: "over" };
    await store.addVouch(tx, { recovery_id: id, by_person_id: who.id, ...word, at: now });
    const person = recovery.person_id;
    await note(tx, { by: who.id, act: "accounts.recovery_vouch", person, fields: word }, now);
    const enough = areEnough(said.length + 1);
    if (enough) {
      const waits_until = daysAfter(now, terms.recovery_wait_days);
      await store.setWaiting(tx, id, waits_until, daysAfter(waits_until, terms.recovery_claim_days));
    }
    const token = openStop(parts.keys, recovery);
    await tell(tx, parts, person, { step: enough ? "waiting" : "confirmed", token }, now);
    return { kind: "confirmed" };
  });

/**
 * Two have confirmed and the day is over: all factors of the person go, and other sessions with them. Answers this
 * browser's new token, for whoever has no post is in by that; nothing where it is not so far.
 */
export const completeRecovery = (parts: Parts, half: Holder, now: Date): Promise<string | undefined> =>
  parts.db.transaction().execute(async (tx) => {
    await holdTurn(tx, `factor ${half.id}`);
    const recovery = await store.lockOpen(tx, half.id);
    if (!recovery || recoveryState(recovery, now) !== "ready") return undefined;
    if (!(await getSession(tx, half.session))) return undefined;
    await dropFactors(tx, half.id);
    await endAll(tx, half.id, half.session, now);
    await store.setDone(tx, recovery.id, now);
    await note(tx, { by: half.id, act: "accounts.recovery_done", person: half.id }, now);
    await tell(tx, parts, half.id, { step: "done" }, now);
    return renewSession(tx, half, now, null);
  });

/** Somebody of the staff has doubts: the recovery stops. Stopping what is over changes nothing. */
export const stopByStaff = (parts: Parts, who: Actor, id: string, now: Date): Promise<void> =>
  parts.db.transaction().execute(async (tx) => {
    const recovery = found(await store.lockRecovery(tx, id), (row) => canVouch(who, row));
    await stop(tx, parts, recovery, { how: "staff", by: who.id }, now);
  });

/** Whoever was told of a recovery and did not ask for it stops it by the link they were sent. */
export const stopByLink = (parts: Parts, token: string, now: Date): Promise<void> =>
  parts.db.transaction().execute(async (tx) => {
    const { id } = found(await store.findByStop(tx, hashToken(token)));
    const recovery = found(await store.lockRecovery(tx, id));
    await stop(tx, parts, recovery, { how: "link", by: null }, now);
  });

/** Whoever has come in by their second factor has not lost it: a recovery that somebody asked for stops. */
export async function stopByComingIn(
  tx: Tx,
  parts: Pick<Parts, "notices">,
  person: string,
  now: Date,
): Promise<void> {
  const recovery = await store.lockOpen(tx, person);
  if (recovery) await stop(tx, parts, recovery, { how: "person", by: person }, now);
}

type By = { how: store.StoppedHow; by: string | null };

async function stop(
  tx: Tx,
  parts: Pick<Parts, "notices">,
  recovery: store.RecoveryRow,
  { how, by }: By,
  now: Date,
): Promise<void> {
  if (recoveryState(recovery, now) === "over") return;
  await store.setStopped(tx, recovery.id, how, now);
  const person = recovery.person_id;
  await note(tx, { by, act: "accounts.recovery_stop", person, fields: { how } }, now);
  await tell(tx, parts, person, { step: "stopped" }, now);
}

type RecoveryAct = `accounts.recovery_${"ask" | "vouch" | "done" | "stop"}`;
type Noted = { by: string | null; act: RecoveryAct; person: string; fields?: Record<string, unknown> };

const note = (tx: Tx, { by, act, person, fields }: Noted, now: Date): Promise<void> => {
  const subject = { kind: "person", id: person };
  return audit(tx, { actor: by, act, subject, ...(fields ? { personal: { person, fields } } : {}) }, now);
};

type News = { step: RecoveryStep; token?: string | null };

const tell = (
  tx: Tx,
  { notices }: Pick<Parts, "notices">,
  person: string,
  { step, token }: News,
  now: Date,
): Promise<void> => {
  const stop = token ? `/recovery/${token}` : null;
  const write = (given_name: string) => ({ kind: "recovery", data: { given_name, step, stop } }) as const;
  return tellPerson(tx, notices, person, write, now);
};

const openStop = (keys: Keys, { person_id, stop_sealed }: store.RecoveryRow): string | null =>
  unseal(keys.factors, stop_sealed, `stop ${person_id}`) ?? null;
