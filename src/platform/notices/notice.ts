import type { Tx } from "../db/pool.ts";
import type { Language } from "../i18n/language.ts";

/** What each kind of notice is filled with. */
type Contents = {
  /** Six digits that prove a contact; alike whether or not anybody is known by it. */
  code: { code: string; minutes: number };
  password_changed: { given_name: string; what: "set" | "changed" | "removed" };
  /** Somebody joined a hub; `hub` is its name in the notice's language. */
  welcome: { given_name: string; hub: string };
  /** Somebody joined a hub and is below its consent age. */
  waiting_for_consent: { given_name: string; hub: string };
};

export type NoticeKind = keyof Contents;
export const noticeKinds: NoticeKind[] = ["code", "password_changed", "welcome", "waiting_for_consent"];

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
