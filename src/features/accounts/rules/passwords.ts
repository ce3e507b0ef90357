export const shortestPassword = 10;
export const longestPassword = 200;

export type PasswordProblem = "missing" | "too_short" | "too_long" | "own_name" | "own_contact" | "too_easy";

type Against = {
  names: string[];
  contacts: string[];
  /** The passwords most people choose, lower case. */
  common: ReadonlySet<string>;
};

/** Why a password cannot be taken; long is enough, so no kinds of letters are asked for (decision 0008). */
export function passwordProblem(
  password: string,
  { names, contacts, common }: Against,
): PasswordProblem | null {
  const length = [...password].length;
  if (length === 0) return "missing";
  if (length < shortestPassword) return "too_short";
  if (length > longestPassword) return "too_long";
  const plain = password.toLowerCase();
  const holds = (part: string) => part.length > 2 && plain.includes(part.toLowerCase());
  if (names.some(holds)) return "own_name";
  if (contacts.flatMap(partsOfContact).some(holds)) return "own_contact";
  return isEasy(plain, (text) => common.has(text) || ours.has(text)) ? "too_easy" : null;
}

const partsOfContact = (contact: string): string[] =>
  contact.startsWith("+") ? [contact, contact.slice(2)] : [contact, contact.split("@")[0] ?? contact];

/** What lists made elsewhere do not know: words and rows of keys that people here begin with. */
const ours = new Set(
  `йцукен йцукенг йцукенгшщз фывапролдж ячсмитьбю әіңғүұқөһ қазақ қазақстан казахстан құпиясөз құпия
  пароль достық достык дружба dostyq dostyk волонтер волонтёр ерікті алматы астана көкшетау кокшетау
  kazakhstan qazaqstan almaty astana`.split(/\s+/),
);

/** What somebody has to add to one well-known word or number: more than a year. */
const enoughBeside = 5;
const fewestCharacters = 4;

/**
 * Whether a password is one that many choose, or one such word or number with little beside it; signs between words and
 * at the end add nothing. Two different words are a phrase, and phrases are what we ask for.
 */
function isEasy(plain: string, isKnown: (text: string) => boolean): boolean {
  if (new Set(plain).size < fewestCharacters || isKnown(plain)) return true;
  const runs = [...new Set(plain.match(/\p{L}+|\d+/gu))];
  if (runs.filter((run) => /^\p{L}/u.test(run) && isKnown(run)).length > 1) return false;
  const strange = runs.reduce((sum, run) => sum + strangeIn(run, isKnown), 0);
  return strange < enoughBeside;
}

const shortestBeginning = 5;

/** How much of a run of letters or digits is left beside the longest known word it begins or ends with. */
function strangeIn(run: string, isKnown: (text: string) => boolean): number {
  for (let left = 0; run.length - left >= (left === 0 ? 1 : shortestBeginning); left += 1)
    if (isKnown(run.slice(0, run.length - left)) || isKnown(run.slice(left))) return left;
  return run.length;
}
