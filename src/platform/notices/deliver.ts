import { createTransport } from "nodemailer";
import type { Settings } from "../config.ts";
import { isSampleHub } from "../db/installation.ts";
import type { Db } from "../db/pool.ts";
import { isLanguage } from "../i18n/language.ts";
import { deriveKeys } from "../keys.ts";
import { type Letter, writeLetter } from "./letter.tsx";
import { contentOf } from "./send.ts";
import { type Failure, getNotice, markDelivered, markFailed, type NoticeRow } from "./store.ts";

const patience = 10_000; // milliseconds that another machine may take to answer

/**
 * Delivers one notice, at least once. Without a way to send, it stays in the outbox. A failure is kept without personal
 * data and thrown so that the queue tries again; what can never succeed is not thrown.
 */
export async function deliverNotice(db: Db, settings: Settings, id: string, now: Date): Promise<void> {
  const row = await getNotice(db, id);
  if (!row?.sealed || row.delivered_at) return;
  const send = wayOf(settings, row);
  if (!send) return;
  if (row.until && row.until < now) return void (await markFailed(db, id, "too_late", true, now));
  const content = contentOf(deriveKeys(settings), row);
  if (!content || !isLanguage(row.language)) return void (await markFailed(db, id, "unreadable", true, now));
  const failure = await send(writeLetter(content, row.language, settings.public_address));
  if (!failure) return void (await markDelivered(db, id, await isSampleHub(db), now));
  await markFailed(db, id, failure, false, now);
  throw new Error(`notice ${id} was not delivered: ${failure}`);
}

type Send = (letter: Letter) => Promise<Failure | null>;

function wayOf({ smtp_url, mail_from, sms_url }: Settings, row: NoticeRow): Send | undefined {
  if (row.channel === "mail") return smtp_url ? sendMail(smtp_url, mail_from, row.recipient) : undefined;
  return sms_url ? sendSms(sms_url, row.recipient) : undefined;
}

const sendMail =
  (url: string, from: string, to: string): Send =>
  async ({ subject, text, html }) => {
    const limits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
    const transport = createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
    const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
    try {
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text, html, headers });
      return null;
    } catch (error) {
      return failureOf(error); // the error itself holds the address, so it goes no further
    } finally {
      transport.close();
    }
  };

const sendSms =
  (url: string, phone: string): Send =>
  async ({ sms }) => {
    const address = url
      .replace("{phone}", encodeURIComponent(phone))
      .replace("{text}", encodeURIComponent(sms));
    try {
      // A gateway that redirects could be made to call machines of our own network, so no redirect is followed.
      const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patience) });
      await answer.body?.cancel();
      return answer.ok ? null : "refused";
    } catch (error) {
      return failureOf(error);
    }
  };

function failureOf(error: unknown): Failure {
  const { name, code, responseCode } = error as { name?: string; code?: string; responseCode?: number };
  if (name === "TimeoutError" || code === "ETIMEDOUT") return "timed_out";
  return responseCode === undefined ? "unreachable" : "refused";
}
