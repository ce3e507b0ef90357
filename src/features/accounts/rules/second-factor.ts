import { minutesAfter, terms } from "../rules.ts";

/** Whether somebody has taken so long to give their second factor that they sign in anew. */
export const isHalfOver = (began_at: Date, now: Date): boolean => minutesAfter(began_at, terms.half) <= now;

/** Wrong tries of one person: within the quarter of an hour, and within the day. */
export type Tries = { lately: number; today: number };

/** How many more wrong second factors are heard now; with none left even a right one has to wait. */
export const triesLeft = ({ lately, today }: Tries): number =>
  Math.max(0, Math.min(terms.factor_tries - lately, terms.factor_tries_a_day - today));

export type Factors = { app: boolean; keys: number };

export const hasFactor = ({ app, keys }: Factors): boolean => app || keys > 0;

/** Whether the one factor may go: those with a post keep their last one, for without it they could not come in. */
export const mayRemoveFactor = ({ app, keys }: Factors, staff: boolean): boolean =>
  !staff || keys + Number(app) > 1;

/** A secret in groups of four, as people copy it by hand. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

/** What recovery codes are written with: no letter or digit that looks like another one. */
export const recoveryLetters = "abcdefghjkmnpqrstuvwxyz23456789";

/** The recovery code somebody typed, whatever was put between; nothing where it cannot be one. */
export function readRecoveryCode(text: string): string | undefined {
  const code = text.normalize("NFKC").toLowerCase().replace(/[\s-]/g, "");
  return new RegExp(`^[${recoveryLetters}]{10}$`).test(code) ? code : undefined;
}

/** A recovery code as it is written down. */
export const inHalves = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** For whom passkeys are made: this hub, by the name people type. */
export type Party = { id: string; origin: string };

/** Browsers make passkeys for names with https, and for localhost; for a bare address, as 127.0.0.1, they make none. */
export function partyOf(public_address: string): Party | null {
  const { hostname, origin, protocol } = new URL(public_address);
  if (hostname === "localhost") return { id: hostname, origin };
  return protocol === "https:" && /[a-z]/.test(hostname) && !hostname.startsWith("[")
    ? { id: hostname, origin }
    : null;
}
