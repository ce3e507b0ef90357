import type { FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { confirmCode, give, held, codesFor, readCode, takeBack } from "../../accounts/index.ts";
import { type Contact, maskContact } from "../../people/index.ts";
import { CodeForm, CodeQuery } from "../forms.ts";
import { GuardianCodePage } from "../pages/code-page.tsx";

/** Whose code is typed, where its form leads, where another is asked for, and where one goes with the right one. */
export type Proving = { contact: Contact; action: string; again: string; to: string };

/** Draws the page on which a guardian types the code that was sent to their contact. */
export async function askForCode(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: FeatureParts,
  proving: Proving,
): Promise<FastifyReply> {
  const wait = CodeQuery.parse(request.query).wait === "yes";
  return reply.page(GuardianCodePage, { ...(await pageOf(request, parts, proving)), wait });
}

/** Reads the code a guardian typed: the right one makes this browser's proof and leads on, another is asked for again. */
export async function takeCode(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: FeatureParts,
  proving: Proving,
): Promise<FastifyReply> {
  const { settings, now } = parts;
  const page = { ...(await pageOf(request, parts, proving)), wait: false };
  const code = readCode(CodeForm.parse(request.body ?? {}).code);
  if (!code)
    return reply.code(422).page(GuardianCodePage, { ...page, problem: { reason: "not_six_digits" } });
  const confirmed = await confirmCode(parts, { ticket: held(request, settings, "ticket"), code }, now());
  if (confirmed.kind !== "confirmed") {
    const left = confirmed.kind === "wrong" ? confirmed.left : 0;
    return reply.code(422).page(GuardianCodePage, { ...page, problem: { reason: confirmed.kind, left } });
  }
  takeBack(reply, settings, "ticket");
  return give(reply, settings, "proof", confirmed.proof).to(proving.to);
}

const pageOf = async (request: FastifyRequest, parts: FeatureParts, { contact, action, again }: Proving) => ({
  action,
  again,
  contact: maskContact(contact),
  ...(await codesFor(request, parts, contact.value)),
});
