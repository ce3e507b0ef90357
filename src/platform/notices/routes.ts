import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { audit } from "../audit/audit.ts";
import { isSampleHub } from "../db/installation.ts";
import { NotFound } from "../errors.ts";
import { formats } from "../export/list.ts";
import { sendList } from "../export/send.ts";
import type { FeatureParts } from "../feature.ts";
import { signedIn } from "../http/access.ts";
import { isNear } from "../http/near.ts";
import { isLanguage } from "../i18n/language.ts";
import { fileOfNotices } from "./exporting.ts";
import { writeLetter } from "./letter.tsx";
import { lineOf, newestLines, shown } from "./lines.ts";
import { type Letterbox, OutboxPage, SampleOutboxPage } from "./outbox-page.tsx";
import { canLookIn } from "./policy.ts";
import { contentOf } from "./send.ts";
import { newestNotices } from "./store.ts";

const Format = z.object({ format: z.enum(formats).catch("csv") });

/** `/outbox`: on a sample hub opened on its own machine, what was sent; anywhere else only that it was, for administrators. */
export function outboxRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db } = parts;
  const config = { access: settings.sample ? "anyone" : "administrator" } as const;
  app.get("/outbox", { config }, async (request, reply) => {
    if (settings.sample && isNear(request) && (await isSampleHub(db))) return showLetters(parts, reply);
    return showLines(parts, request, reply);
  });
  file(app, parts);
}

/** The lines as a file, never the letters. Somebody who comes back to its address is led to the outbox itself. */
function file(app: FastifyInstance, parts: FeatureParts): void {
  const config = { access: "administrator" } as const;
  app.post("/outbox/export", { config }, async (request, reply) => {
    const { format } = Format.parse(request.body ?? {});
    return sendList(reply, parts, fileOfNotices(signedIn(request), parts.now()), format);
  });
  app.get("/outbox/export", { config }, async (_request, reply) => reply.to("/outbox"));
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
  if (!who || !canLookIn(who)) throw new NotFound();
  const lines = await parts.db.transaction().execute(async (tx) => {
    const entry = { actor: who.id, act: "notices.look" as const, subject: { kind: "outbox", id: "newest" } };
    await audit(tx, entry, parts.now());
    return newestLines(tx);
  });
  return reply.page(OutboxPage, { lines, sends: { mail: Boolean(parts.settings.smtp_url) } });
}
