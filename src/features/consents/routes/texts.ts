import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { discardDraft, keepDraft, openText, openTexts, publishDraft } from "../actions/texts.ts";
import { readWriting, type TypedText, typedText } from "../text-form.ts";
import { PreviewPage } from "../pages/preview-page.tsx";
import { TextPage } from "../pages/text-page.tsx";
import type { Clash } from "../pages/two-drafts.tsx";
import { TextsPage } from "../pages/texts-page.tsx";
import { differences, type TextProblems } from "../rules/texts.ts";
import { purposes } from "../rules/standing.ts";
import { hashOf, operatorOf } from "../snapshot.ts";

const read = {
  access: ["coordinator", "safeguarding_focal_point", "national_coordinator", "administrator"],
} as const;
const write = { access: "national_coordinator" } as const;

const Where = z.object({ purpose: z.enum(purposes) });
/** An address that names no purpose is a page that does not exist. */
const purposeOf = (request: FastifyRequest) => found(Where.safeParse(request.params).data).purpose;
const Query = z.object({ done: z.enum(["kept", "discarded", "published"]).optional().catch(undefined) });
const Sent = z.object({
  version: z.coerce.number().int().min(0).catch(0),
  operation: z.uuid().catch(() => randomUUID()),
  confirmed: z.literal("yes").optional().catch(undefined),
});

/** The words that are agreed to: those in force, those before them, and those being written. */
export function textRoutes(app: FastifyInstance, parts: FeatureParts): void {
  reading(app, parts);
  writing(app, parts);
  publishing(app, parts);
}

function reading(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db } = parts;

  app.get("/consent-texts", { config: read }, async (request, reply) => {
    const { texts, drafted } = await openTexts(db, signedIn(request));
    return reply.page(TextsPage, {
      operator: operatorOf(settings),
      texts: texts.map(({ words, ...text }) => ({
        ...text,
        title: words[reply.language()].title,
        drafted: drafted.includes(text.purpose),
      })),
    });
  });

  app.get("/consent-texts/:purpose", { config: read }, async (request, reply) =>
    show(request, reply, parts, { done: Query.parse(request.query).done }),
  );

  app.get("/consent-texts/:purpose/preview", { config: write }, async (request, reply) => {
    const purpose = purposeOf(request);
    const draft = found((await openText(db, signedIn(request), purpose)).draft);
    const { words, term_months, lawyer } = draft.writing;
    const text = { id: "", purpose, words: words[reply.language()], term_months: term_months ?? 0 };
    return reply.page(PreviewPage, {
      operator: operatorOf(settings),
      text: { ...text, lawyer_checked: lawyer !== "" },
    });
  });
}

function writing(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.post("/consent-texts/:purpose/draft", { config: write }, async (request, reply) => {
    const purpose = purposeOf(request);
    const { version, operation } = Sent.parse(request.body ?? {});
    const { typed, writing, problems } = readWriting(request.body);
    if (Object.keys(problems).length > 0)
      return show(request, reply.code(422), parts, { typed, version, problems });
    const kept = await keepDraft(db, signedIn(request), { purpose, version, operation, writing }, now());
    if (kept.kind === "kept") return reply.to(`/consent-texts/${purpose}?done=kept`);
    if (kept.kind === "refused")
      return show(request, reply.code(422), parts, { typed, version, problems: kept.problems });
    const clash = { theirs: kept.theirs, mine: writing, fields: differences(kept.theirs, writing) };
    return show(request, reply.code(409), parts, { typed, version: kept.version, clash });
  });

  app.post("/consent-texts/:purpose/draft/removal", { config: write }, async (request, reply) => {
    const purpose = purposeOf(request);
    await discardDraft(db, signedIn(request), purpose, now());
    return reply.to(`/consent-texts/${purpose}?done=discarded`);
  });
}

function publishing(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  app.post("/consent-texts/:purpose/publication", { config: write }, async (request, reply) => {
    const purpose = purposeOf(request);
    const { version, operation, confirmed } = Sent.parse(request.body ?? {});
    if (!confirmed) return show(request, reply.code(422), parts, { refused: "unconfirmed" });
    const done = await publishDraft(db, signedIn(request), { purpose, version, operation }, now());
    if (done.kind === "published") return reply.to(`/consent-texts/${purpose}?done=published`);
    if (done.kind === "stale") return show(request, reply.code(409), parts, { refused: "changed" });
    if (done.kind === "unchanged") return show(request, reply.code(422), parts, { refused: "unchanged" });
    return show(request, reply.code(422), parts, { problems: done.problems });
  });
}

type Shown = {
  done?: "kept" | "discarded" | "published" | undefined;
  typed?: TypedText;
  version?: number;
  problems?: TextProblems;
  clash?: Clash;
  refused?: "unconfirmed" | "unchanged" | "changed";
};

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { settings, db }: FeatureParts,
  { typed, version, problems = {}, ...shown }: Shown,
) {
  const purpose = purposeOf(request);
  const { versions, draft } = await openText(db, signedIn(request), purpose);
  const operator = operatorOf(settings);
  return reply.page(TextPage, {
    ...shown,
    purpose,
    operator,
    versions: versions.map((text) => ({ ...text, hash: hashOf(text, operator).toString("hex") })),
    problems,
    draft: draft && {
      typed: typed ?? typedText(draft.writing),
      kept: draft.writing,
      begun: draft.changed_at !== null,
      version: version ?? draft.version,
      operation: randomUUID(),
    },
  });
}
