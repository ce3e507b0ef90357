import { minutesAfter, terms } from "../rules.ts";

/** Whether somebody has taken so long to give their second factor that they sign in anew. */
export const isHalfOver = (began_at: Date, now: Date): boolean => minutesAfter(began_at, terms.half) <= now;

/** Wrong tries of one person: within the quarter of an hour, and within the day. */
export type Tries = { lately: number; today: number };

/** How many more wrong second factors are heard now; with none left even a right one has to wait. */
export const triesLeft = ({ lately, today }: Tries): number =>
  Math.max(0, Math.min(terms.factor_tries - lately, terms.factor_tries_a_day - today));

export type Factors = { app: boolean; keys: number };

/** Whether the one factor may go: those with a post keep their last one, for without it they could not come in. */
export const mayRemoveFactor = ({ app, keys }: Factors, staff: boolean): boolean =>
  !staff || keys + Number(app) > 1;

/** A secret in groups of four, as people copy it by hand. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");
