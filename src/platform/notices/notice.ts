import type { Tx } from "../db/pool.ts";
import type { Language } from "../i18n/language.ts";

/** What each kind of notice is filled with. */
type Contents = {
  /** Six digits that prove a contact; alike whether or not anybody is known by it. */
  code: { code: string; minutes: number };
  password_changed: { given_name: string; what: "set" | "changed" | "removed" };
  /** Something happened to somebody's second factor. */
  factor: { given_name: string; what: FactorNews };
  /** Somebody has lost their second factor, or says so; `stop` is where it can be stopped, as long as it can. */
  recovery: { given_name: string; step: RecoveryStep; stop: string | null };
  /** Somebody joined a hub; `hub` is its name in the notice's language. */
  welcome: { given_name: string; hub: string };
  /** Somebody joined a hub and is below its consent age. */
  waiting_for_consent: { given_name: string; hub: string };
  /** Staff made a card with which this person signs in. */
  card_made: { given_name: string; hub: string };
  /** A post in the words of the notice's language; `until` is its last day or `none`, `by` a name or `self`. */
  post_given: { given_name: string; post: string; where: string; until: string; by: string };
  post_term: { given_name: string; post: string; where: string; until: string; by: string };
  post_ended: { given_name: string; post: string; where: string; by: string };
  /** A guardian is asked to answer for a child; `path` is the link, `hub` the hubs by name. */
  consent_asked: {
    given_name: string;
    child: string;
    hub: string;
    path: string;
    again: "yes" | "no";
    /** The last day of waiting in the notice's language, where this is the last reminder, or `none`. */
    last: string;
  };
  /** What a guardian agreed to ends soon: as titles, with the last day of what ends first, and the link to agree anew. */
  consent_renewal: {
    given_name: string;
    child: string;
    what: string;
    last: string;
    path: string;
    again: "yes" | "no";
  };
  /** The same for the person themselves; `birthday` is their 18th where that ends it, or `none`. */
  consent_ending: { given_name: string; what: string; last: string; birthday: string };
  /** Waiting for consent ends soon; `last` is its last day in the notice's language. */
  consent_waiting: { given_name: string; hub: string; last: string };
  /** What a guardian has answered or withdrawn, as titles in the notice's language or `none`. */
  consent_receipt: { given_name: string; child: string; agreed: string; refused: string; withdrawn: string };
  /** What has become of consent, for the young person. */
  consent_news: { given_name: string; step: ConsentStep };
  /** An adult's clearance ends soon; `last_day` in the words of the notice's language. */
  clearance_ends: { given_name: string; what: ClearanceKind; last_day: string };
};

export type ClearanceKind = "background_check" | "code_of_conduct" | "safeguarding_training";

export type ConsentStep =
  "agreed" | "refused" | "withdrawn" | "ended" | "grown" | "corrected" | "unnamed" | "ending";

export type FactorNews =
  "app_set" | "app_removed" | "key_set" | "key_removed" | "codes_made" | "code_used" | "tries";
export type RecoveryStep = "asked" | "confirmed" | "waiting" | "done" | "stopped";

export type NoticeKind = keyof Contents;
export const noticeKinds: NoticeKind[] = [
  "code",
  "password_changed",
  "factor",
  "recovery",
  "welcome",
  "waiting_for_consent",
  "card_made",
  "post_given",
  "post_term",
  "post_ended",
  "consent_asked",
  "consent_renewal",
  "consent_ending",
  "consent_waiting",
  "consent_receipt",
  "consent_news",
  "clearance_ends",
];

/** Kind and content of one message, as its letter is written from. */
export type Content = { [Kind in NoticeKind]: { kind: Kind; data: Contents[Kind] } }[NoticeKind];

export type Address = { channel: "mail" | "sms"; address: string };

/** One message to one contact about one thing. */
export type Notice = Content & {
  to: Address;
  /** Whom it is about, so that it can be erased with them; null where nobody is known yet. */
  person: string | null;
  language: Language;
  /** After this moment it is better not delivered at all. */
  until?: Date;
};

/** Whether this address may be written to; the house decides it once, in `app.ts`. */
export type MayWrite = (tx: Tx, notice: Notice) => Promise<boolean>;
