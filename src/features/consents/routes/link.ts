import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { contactOfTicket, give, held, readProof, requestCode, takeBack } from "../../accounts/index.ts";
import { maskContact } from "../../people/index.ts";
import { answerLink, type Asked, contactOf, openLink, unfitNow } from "../actions/answer.ts";
import { isOwnBrowser } from "../browsers.ts";
import { readAnswers, tokenOf, type TypedAnswers } from "../forms.ts";
import { AnswerPage } from "../pages/answer-page.tsx";
import { LinkPage } from "../pages/link-page.tsx";
import { OverPage } from "../pages/over-page.tsx";
import { UnfitPage } from "../pages/unfit-page.tsx";
import { operatorOf } from "../snapshot.ts";
import { askForCode, type Proving, takeCode } from "./proving.ts";

const config = { access: "anyone" } as const;

/** The way of a guardian's link: read what is asked, have a code sent, type it, answer each purpose. */
export function linkRoutes(app: FastifyInstance, parts: FeatureParts): void {
  readAndAskForCode(app, parts);
  typeCode(app, parts);
  answer(app, parts);
}

/** Draws what has become of a link that cannot be answered any more; nothing where it can. */
function drawOver(reply: FastifyReply, { state }: Asked): FastifyReply | undefined {
  return state === "open" ? undefined : reply.page(OverPage, { state });
}

function readAndAskForCode(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/consent/:token", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    const page = {
      token,
      child: asked.subject.given_name,
      contact: maskContact(contactOf(asked.guardian)),
      texts: textsIn(asked, reply),
      operator: operatorOf(settings),
      ends: asked.ends,
    };
    return drawOver(reply, asked) ?? reply.page(LinkPage, page);
  });

  app.post("/consent/:token/code", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    const over = drawOver(reply, asked);
    if (over) return over;
    // Only the browser is looked at here: who is behind the contact is said to nobody but its owner.
    if (isOwnBrowser(request, parts, asked.subject.id))
      return reply.code(422).page(UnfitPage, { reason: "own_browser" });
    const earlier = held(request, settings, "ticket");
    const contact = contactOf(asked.guardian);
    const sent = await requestCode(parts, { contact, language: reply.language(), earlier }, now());
    const wait = sent.kind === "sent" ? "" : "?wait=yes";
    return give(reply, settings, "ticket", sent.ticket).to(`/consent/${token}/code${wait}`);
  });
}

/** The words of a link in the language of the page. */
const textsIn = ({ texts }: Asked, reply: FastifyReply) =>
  texts.map(({ id, purpose, words, term_months, lawyer_checked }) => ({
    id,
    purpose,
    words: words[reply.language()],
    term_months,
    lawyer_checked,
  }));

function typeCode(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, keys, now } = parts;

  /** Whether this browser has asked for a code to the contact of this link. */
  const hasTicket = (request: FastifyRequest, asked: Asked) => {
    const contact = contactOfTicket(keys, held(request, settings, "ticket"), now());
    const own = contactOf(asked.guardian);
    return contact?.kind === own.kind && contact.value === own.value;
  };

  const provingOf = (token: string, asked: Asked): Proving => ({
    contact: contactOf(asked.guardian),
    action: `/consent/${token}/proof`,
    again: `/consent/${token}/code`,
    to: `/consent/${token}/answers`,
  });

  app.get("/consent/:token/code", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    if (asked.state !== "open" || !hasTicket(request, asked)) return reply.to(`/consent/${token}`);
    return askForCode(request, reply, parts, provingOf(token, asked));
  });

  app.post("/consent/:token/proof", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    if (asked.state !== "open" || !hasTicket(request, asked)) return reply.to(`/consent/${token}`);
    return takeCode(request, reply, parts, provingOf(token, asked));
  });
}

function answer(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/consent/:token/answers", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    const proven = await readProof(db, held(request, settings, "proof"), now());
    const own = contactOf(asked.guardian);
    if (asked.state !== "open" || proven?.kind !== own.kind || proven.value !== own.value)
      return reply.to(`/consent/${token}`);
    const own_browser = isOwnBrowser(request, parts, asked.subject.id);
    const reason = await unfitNow(db, { ...asked, own_browser }, now());
    if (reason) return reply.code(422).page(UnfitPage, { reason });
    const { name, relation } = asked.guardian;
    const typed = { name, relation, adult: false, answers: {} };
    return drawForm(reply, parts, asked, { token, typed, problems: {} });
  });

  app.post("/consent/:token/answers", { config }, async (request, reply) => {
    const token = tokenOf(request.params);
    const asked = await openLink(db, token, now());
    const over = drawOver(reply, asked);
    if (over) return over;
    const { typed, problems } = readAnswers(request.body, asked.texts);
    const { relation } = typed;
    if (!relation || Object.keys(problems).length > 0)
      return drawForm(reply.code(422), parts, asked, { token, typed, problems });
    const says = {
      token,
      proof: held(request, settings, "proof"),
      own_browser: isOwnBrowser(request, parts, asked.subject.id),
      name: typed.name,
      relation,
      language: reply.language(),
      answers: given(typed),
    };
    const answered = await answerLink(parts, says, now());
    if (answered.kind === "refused") return reply.code(422).page(UnfitPage, { reason: answered.reason });
    const unanswered = { ...typed, answers: {} };
    if (answered.kind === "stale")
      return drawForm(reply.code(409), parts, asked, {
        token,
        typed: unanswered,
        problems: {},
        changed: true,
      });
    if (answered.kind === "saved") takeBack(reply, settings, "proof");
    return reply.to(`/consent/${token}`);
  });
}

type Filled = Pick<Parameters<typeof AnswerPage>[0], "token" | "typed" | "problems"> & { changed?: boolean };

const drawForm = (
  reply: FastifyReply,
  { settings }: FeatureParts,
  asked: Asked,
  { changed = false, ...filled }: Filled,
): FastifyReply =>
  reply.page(AnswerPage, {
    ...filled,
    changed,
    child: asked.subject.given_name,
    texts: textsIn(asked, reply),
    operator: operatorOf(settings),
  });

/** Answers that were all given, as `readAnswers` has checked. */
const given = ({ answers }: TypedAnswers) =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([purpose, { text, answer }]) =>
      answer ? [[purpose, { text, answer }]] : [],
    ),
  );
