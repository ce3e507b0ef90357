/** How long things last and how often they may be tried; minutes unless the name says otherwise. */
export const terms = {
  code: 10,
  code_tries: 5,
  codes_an_hour: 5,
  proof: 60,
  session_days: 30,
  /** How often a session in use is written down as used. */
  touch: 10,
  /** How old a session may be for its owner to change how they sign in. */
  fresh: 10,
  password_tries: 10,
  password_tries_within: 15,
  /** How long somebody may take to finish signing in by their second factor. */
  half: 60,
  /** Wrong second factors in a quarter of an hour, and in a day, after which somebody has to wait. */
  factor_tries: 5,
  factor_tries_within: 15,
  factor_tries_a_day: 20,
  recovery_codes: 10,
  /** How long new recovery codes can be read, unless they are put away earlier. */
  codes_shown: 60,
  /** How long a passkey may take to answer. */
  challenge: 5,
  /** How many others confirm somebody who has lost their second factor. */
  recovery_people: 2,
  /** How long they have for it, and how often in that time one may ask. */
  recovery_asked_days: 7,
  recovery_asks: 3,
  /** How long everybody waits after that, and how long the person may then take to come. */
  recovery_wait_days: 1,
  recovery_claim_days: 14,
  recovery_kept_days: 180,
} as const;

export const minutesAfter = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
export const daysAfter = (now: Date, days: number): Date => minutesAfter(now, days * 24 * 60);

/** The six digits somebody typed, whatever spaces they put between; nothing where it is not six digits. */
export function readCode(text: string): string | undefined {
  const digits = text.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

type Code = { confirmed_at: Date | null; ended_at: Date | null; expires_at: Date; tries: number };

/** Whether a code may still be tried: not used, not replaced, not too old, not guessed at too often. */
export const canBeTried = (code: Code, now: Date): boolean =>
  !code.confirmed_at && !code.ended_at && code.expires_at > now && code.tries < terms.code_tries;

/** Whether somebody signed in so lately that they may change how they sign in. */
export const isFresh = (session: { created_at: Date }, now: Date): boolean =>
  minutesAfter(session.created_at, terms.fresh) > now;

/** Whether it is time to write down that a session is in use. */
export const needsTouch = (seen_at: Date, now: Date): boolean => minutesAfter(seen_at, terms.touch) <= now;

const browsers: [RegExp, string][] = [
  [/YaBrowser/, "Yandex"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];
const systems: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** Browser and system in two words, by which people know their own device again; nothing else of it is kept. */
export function deviceOf(userAgent: string | undefined): string {
  const name = (known: [RegExp, string][]) => known.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
  return [name(browsers), name(systems)].filter(Boolean).join(", ");
}

/** The page of ours that somebody wanted before they had to sign in; anything that could lead elsewhere is nothing. */
export function ownPath(next: unknown): string | undefined {
  if (typeof next !== "string" || next.length > 500) return undefined;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes("\\")) return undefined;
  const path = next.replace(/^\/(kk|ru|en)(?=[/?]|$)/, "") || "/";
  return /^\/(?!\/|sign-(in|out))/.test(path) ? path : undefined;
}
