/** Who somebody is to a young person, so that they may answer for them. */
export const relations = ["mother", "father", "guardian", "trustee"] as const;
export type Relation = (typeof relations)[number];

/** How long a link works, when it is sent again, and how often somebody may be asked in a day. */
export const terms = { link_days: 14, reminder_days: [3, 7], unanswered_days: 7, asks_a_day: 5 } as const;

export const longestName = 120;

const day = 86_400_000;

export const linkEnds = (asked: Date): Date => new Date(asked.getTime() + terms.link_days * day);

/** What a link counts that was sent a last time, before waiting ends. */
export const lastReminder = terms.reminder_days.length + 1;

type Request = { asked_at: Date; expires_at: Date; answered_at: Date | null; ended_at: Date | null };
export type RequestState = "open" | "answered" | "ended" | "expired";

/** What has become of a link: it serves once, ends with a newer one, and after its days. */
export function requestState({ answered_at, ended_at, expires_at }: Request, now: Date): RequestState {
  if (answered_at) return "answered";
  if (ended_at) return "ended";
  return expires_at > now ? "open" : "expired";
}

/** How many reminders are due by now; one that was missed is not sent after the next one. */
export const remindersDue = (asked: Date, now: Date): number =>
  terms.reminder_days.filter((days) => now.getTime() - asked.getTime() >= days * day).length;

export type NameReason = "missing" | "too_long" | "not_letters";

/** Why a guardian's name cannot be kept: it is letters, with what stands between them in a name. */
export function guardianNameProblem(name: string): NameReason | null {
  if (name === "") return "missing";
  if ([...name].length > longestName) return "too_long";
  return /^[\p{Script=Cyrillic}\p{Script=Latin}\p{M}' .-]+$/u.test(name) && /\p{L}/u.test(name)
    ? null
    : "not_letters";
}

/** Why somebody may not answer as a guardian, though they have shown that the contact is theirs. */
export type Unfit = "own_contact" | "own_browser" | "minor_contact";

/** A young person never answers for themselves, and nobody below 18 answers for another. */
export function unfitToAnswer(seen: {
  own_contact: boolean;
  own_browser: boolean;
  minor_contact: boolean;
}): Unfit | null {
  if (seen.own_contact) return "own_contact";
  if (seen.own_browser) return "own_browser";
  return seen.minor_contact ? "minor_contact" : null;
}
