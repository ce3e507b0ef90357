import { createHmac } from "node:crypto";
import { generateSync, generateURI, ScureBase32Plugin, verifySync } from "otplib";
import { type Keys, seal, unseal } from "../../platform/keys.ts";

const period = 30;
const base32 = new ScureBase32Plugin();

/**
 * The secret a session is offered for an app: 160 bits that only this hub can find again, so that a page drawn twice
 * shows the same one and nothing is kept before it is confirmed. A confirmed app renews the session, and the next one
 * is offered another.
 */
export function offeredSecret(keys: Keys, session: string): string {
  const bits = createHmac("sha256", keys.factors).update(`offer ${session}`).digest().subarray(0, 20);
  return base32.encode(bits);
}

export const sealSecret = (keys: Keys, person: string, secret: string): Buffer =>
  seal(keys.factors, secret, `totp ${person}`);

/** The secret of somebody's app; nothing where the hub's own secret is another one by now. */
export const openSecret = (keys: Keys, person: string, sealed: Buffer): string | undefined =>
  unseal(keys.factors, sealed, `totp ${person}`);

/** The step of time whose code this is, the one now or one beside it, if it comes after the last step that was used. */
export function stepOf(secret: string, code: string, now: Date, after = 0): number | undefined {
  const epoch = seconds(now);
  if (after > epoch / period + 1) return undefined;
  const answer = verifySync({ secret, token: code, epoch, epochTolerance: period, afterTimeStep: after });
  return answer.valid && "timeStep" in answer ? answer.timeStep : undefined;
}

/** The code an app shows now; if that step was used already, the one it shows next. */
export function codeAt(secret: string, now: Date, after = -1): string {
  const step = Math.max(Math.floor(seconds(now) / period), after + 1);
  return generateSync({ secret, epoch: step * period });
}

/** What an app reads from the picture: the secret, and by which name to list it. */
export const appAddress = (secret: string, name: string): string =>
  generateURI({ issuer: "Dostyq", label: name, secret });

const seconds = (now: Date): number => Math.floor(now.getTime() / 1000);
