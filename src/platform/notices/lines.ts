import type { Db } from "../db/pool.ts";
import { m } from "../i18n/words.ts";
import { maskMail, maskPhone } from "./mask.ts";
import type { NoticeKind } from "./notice.ts";
import { type Failure, newestNotices, type NoticeRow } from "./store.ts";

/** What is told of a notice without its letter. */
export type Line = {
  kind: NoticeKind;
  channel: "mail" | "sms";
  recipient: string;
  created_at: Date;
  state: "waiting" | "delivered" | "failed";
  failure: Failure | null;
};

/** So many notices stand in the outbox, and in its file. */
export const shown = 50;

/** The outbox as administrators see it, newest first. */
export const newestLines = async (db: Db): Promise<Line[]> => (await newestNotices(db, shown)).map(lineOf);

export const lineOf = (row: NoticeRow): Line => ({
  kind: row.kind as Line["kind"],
  channel: row.channel as Line["channel"],
  recipient: row.channel === "sms" ? maskPhone(row.recipient) : maskMail(row.recipient),
  created_at: row.created_at,
  state: row.delivered_at ? "delivered" : row.failure ? "failed" : "waiting",
  failure: row.failure as Line["failure"],
});

export const stateInWords = ({ state, failure }: Line): string =>
  failure ? m[`notices.failure.${failure}`]() : m[`notices.state.${state}`]();
