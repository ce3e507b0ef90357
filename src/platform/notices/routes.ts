import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { audit } from "../audit/audit.ts";
import { isSampleHub } from "../db/installation.ts";
import { NotFound } from "../errors.ts";
import type { FeatureParts } from "../feature.ts";
import { holds } from "../http/actor.ts";
import { isNear } from "../http/near.ts";
import { isLanguage } from "../i18n/language.ts";
import { writeLetter } from "./letter.tsx";
import { maskMail, maskPhone } from "./mask.ts";
import { type Letterbox, type Line, OutboxPage, SampleOutboxPage } from "./outbox-page.tsx";
import { contentOf } from "./send.ts";
import { newestNotices, type NoticeRow } from "./store.ts";

const shown = 50;

/** `/outbox`: on a sample hub opened on its own machine, what was sent; anywhere else only that it was, for administrators. */
export function outboxRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db } = parts;
  const config = { access: settings.sample ? "anyone" : "administrator" } as const;
  app.get("/outbox", { config }, async (request, reply) => {
    if (settings.sample && isNear(request) && (await isSampleHub(db))) return showLetters(parts, reply);
    return showLines(parts, request, reply);
  });
}

async function showLetters({ db, keys, settings }: FeatureParts, reply: FastifyReply): Promise<FastifyReply> {
  const letters = (await newestNotices(db, shown)).map((row): Letterbox => {
    const content = contentOf(keys, row);
    const letter =
      content && isLanguage(row.language) && writeLetter(content, row.language, settings.public_address);
    const text = letter && (row.channel === "sms" ? letter.sms : letter.text);
    return { ...lineOf(row), recipient: row.recipient, language: row.language, text: text || null };
  });
  return reply.page(SampleOutboxPage, { letters });
}

async function showLines(
  parts: FeatureParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { who } = request;
  if (!who || !holds(who, "administrator")) throw new NotFound();
  const lines = await parts.db.transaction().execute(async (tx) => {
    const entry = { actor: who.id, act: "notices.look", subject: { kind: "outbox", id: "newest" } };
    await audit(tx, entry, parts.now());
    return (await newestNotices(tx, shown)).map(lineOf);
  });
  return reply.page(OutboxPage, { lines, sends: { mail: Boolean(parts.settings.smtp_url) } });
}

const lineOf = (row: NoticeRow): Line => ({
  kind: row.kind as Line["kind"],
  channel: row.channel as Line["channel"],
  recipient: row.channel === "sms" ? maskPhone(row.recipient) : maskMail(row.recipient),
  created_at: row.created_at,
  state: row.delivered_at ? "delivered" : row.failure ? "failed" : "waiting",
  failure: row.failure as Line["failure"],
});
