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

export const shortestPassword = 10;
export const longestPassword = 200;

export type PasswordProblem = "missing" | "too_short" | "too_long" | "own_name" | "own_contact" | "too_easy";

const easy = [
  "1234567890",
  "0987654321",
  "qwertyuiop",
  "password",
  "йцукенгшщз",
  "құпиясөз",
  "пароль",
  "dostyq",
];

/** Why a password cannot be taken; long is enough, so no kinds of letters are asked for. */
export function passwordProblem(
  password: string,
  own: { names: string[]; contacts: string[] },
): PasswordProblem | null {
  const length = [...password].length;
  if (length === 0) return "missing";
  if (length < shortestPassword) return "too_short";
  if (length > longestPassword) return "too_long";
  const plain = password.toLowerCase();
  const holds = (part: string) => part.length > 2 && plain.includes(part.toLowerCase());
  if (own.names.some(holds)) return "own_name";
  if (own.contacts.flatMap(partsOfContact).some(holds)) return "own_contact";
  return isEasy(plain) ? "too_easy" : null;
}

const partsOfContact = (contact: string): string[] =>
  contact.startsWith("+") ? [contact, contact.slice(2)] : [contact, contact.split("@")[0] ?? contact];

// What is left beside a well-known beginning has to be long enough by itself, and not one or two letters over and over.
function isEasy(plain: string): boolean {
  const rest = easy.reduce((text, word) => text.replaceAll(word, ""), plain);
  return [...rest].length < 4 || new Set(plain).size < 4;
}

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
