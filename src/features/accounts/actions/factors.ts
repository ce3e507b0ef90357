import { audit } from "../../../platform/audit/audit.ts";
import type { Tx } from "../../../platform/db/pool.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import type { Keys } from "../../../platform/keys.ts";
import type { FactorNews } from "../../../platform/notices/notice.ts";
import { isFresh } from "../rules.ts";
import { hasFactor, mayRemoveFactor } from "../rules/second-factor.ts";
import { holdTurn } from "../store/codes.ts";
import * as store from "../store/factors.ts";
import { dropSet, getSet } from "../store/recovery-codes.ts";
import { endAll, getSession } from "../store/sessions.ts";
import { offeredSecret, sealSecret, stepOf } from "../totp.ts";
import { factorsOf } from "./own-factors.ts";
import { makeCodes } from "./recovery-codes.ts";
import { type Holder, renewSession } from "./sessions.ts";
import { tellOfFactor } from "./telling.ts";

/** `token` is this browser's new one: all other sessions of the person have ended. */
export type FactorChanged =
  { kind: "changed"; token: string } | { kind: "wrong" | "not_now" | "last" | "unchanged" };

type Changing = Pick<FeatureParts, "db" | "keys" | "notices">;

/** Whoever sets up a factor: on their way in, in a half session, or in one that is fully theirs. */
export type Setting = Holder & { half: boolean };

/** Sets up an app, in place of one before it, once its first code shows that it took the secret. */
export const setUpApp = (parts: Changing, who: Setting, code: string, now: Date): Promise<FactorChanged> =>
  parts.db.transaction().execute(async (tx) => {
    if (!(await maySetUp(tx, parts.keys, who, now))) return { kind: "not_now" };
    const secret = offeredSecret(parts.keys, who.session);
    const last_step = stepOf(secret, code, now);
    if (last_step === undefined) return { kind: "wrong" };
    const sealed = sealSecret(parts.keys, who.id, secret);
    await store.putApp(tx, { person_id: who.id, sealed, set_at: now, last_step });
    return { kind: "changed", token: await factorChanged(tx, parts, who, "app_set", now) };
  });

/** Removes the app from one's account; whoever has a post keeps their last factor. */
export const removeApp = (parts: Changing, who: Actor, now: Date): Promise<FactorChanged> =>
  parts.db.transaction().execute(async (tx) => {
    const refused = await notRemovable(tx, parts.keys, who, now);
    if (refused) return { kind: refused };
    if (!(await store.dropApp(tx, who.id))) return { kind: "unchanged" };
    return { kind: "changed", token: await factorChanged(tx, parts, who, "app_removed", now) };
  });

/**
 * Whether a factor may be set up from this session, until the transaction ends: by somebody who has none and is on their
 * way in, or by somebody fully in who came in a moment ago.
 */
export async function maySetUp(tx: Tx, keys: Keys, who: Setting, now: Date): Promise<boolean> {
  await holdTurn(tx, `factor ${who.id}`);
  const session = await getSession(tx, who.session);
  if (!session) return false;
  return who.half ? !hasFactor(await factorsOf(tx, keys, who.id)) : isFresh(session, now);
}

/** Why a factor may not be removed from this session, if it may not. */
export async function notRemovable(
  tx: Tx,
  keys: Keys,
  who: Actor,
  now: Date,
): Promise<"not_now" | "last" | undefined> {
  await holdTurn(tx, `factor ${who.id}`);
  const session = await getSession(tx, who.session);
  if (!session || !isFresh(session, now)) return "not_now";
  return mayRemoveFactor(await factorsOf(tx, keys, who.id), who.posts.length > 0) ? undefined : "last";
}

/**
 * What follows every change of a factor: other sessions end, this one is renewed, all contacts hear of it. With the first
 * factor come recovery codes; with the last one they go.
 */
export async function factorChanged(
  tx: Tx,
  { keys, notices }: Pick<Changing, "keys" | "notices">,
  who: Holder,
  what: Exclude<FactorNews, "tries">,
  now: Date,
): Promise<string> {
  if (!hasFactor(await factorsOf(tx, keys, who.id))) await dropSet(tx, who.id);
  else if (!(await getSet(tx, who.id))) await makeCodes(tx, keys, who.id, now);
  await endAll(tx, who.id, who.session, now);
  const token = await renewSession(tx, who, now, now);
  await audit(tx, { actor: who.id, act: `accounts.${what}`, subject: { kind: "person", id: who.id } }, now);
  await tellOfFactor(tx, notices, who.id, what, now);
  return token;
}
