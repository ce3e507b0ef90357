import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import type { Actor } from "../../../platform/http/actor.ts";
import { type Contact, listContacts, maskContact } from "../../people/index.ts";
import { contactOfTicket, requestCode } from "../actions/codes.ts";
import { proveAgain } from "../actions/prove-again.ts";
import { removePassword, setPassword, type PasswordChanged } from "../actions/passwords.ts";
import { endOtherSessions, endSession, isSessionFresh } from "../actions/sessions.ts";
import { give, held, takeBack } from "../cookies.ts";
import {
  CodeForm,
  CodeQuery,
  type Deed,
  NewPasswordForm,
  OwnContactForm,
  SecurityQuery,
  withNext,
} from "../forms.ts";
import { ConfirmPage } from "../pages/confirm-page.tsx";
import type { OwnFactors } from "../pages/factor-section.tsx";
import { SecurityPage } from "../pages/security-page.tsx";
import { readCode } from "../rules.ts";
import type { PasswordProblem } from "../rules/passwords.ts";
import { codesFor } from "./sample.ts";
import { partyOf } from "../rules/second-factor.ts";
import { getApp } from "../store/factors.ts";
import { listKeys } from "../store/passkeys.ts";
import { getSet } from "../store/recovery-codes.ts";
import { passwordsOf } from "../store/passwords.ts";
import { listSessions } from "../store/sessions.ts";

const config = { access: "member", essential: true } as const;

/** `/me/security`: one's password and the devices one is signed in on. */
export function securityRoutes(app: FastifyInstance, parts: FeatureParts): void {
  look(app, parts);
  prove(app, parts);
  changePassword(app, parts);
  endSessions(app, parts);
}

type Said = { problem?: PasswordProblem; done?: Deed | undefined; refused?: "last" | "key" | undefined };

async function draw(request: FastifyRequest, reply: FastifyReply, parts: FeatureParts, said: Said) {
  const who = signedIn(request);
  const { db, now } = parts;
  const contacts = await writableContacts(parts, who.id);
  const factors = await ownFactors(parts, who);
  const sessions = await listSessions(db, who.id, now());
  return reply.page(SecurityPage, {
    ...said,
    sessions: sessions.map((each) => ({
      ...each,
      unfinished: (factors.app !== null || factors.keys.length > 0) && each.second_factor_at === null,
    })),
    factors,
    current: who.session,
    hasPassword: (await passwordsOf(db, [who.id])).length > 0,
    fresh: await isSessionFresh(db, who, now()),
    contacts: contacts.map((contact, index) => ({ value: String(index), text: maskContact(contact) })),
  });
}

const ownFactors = async ({ db, settings }: FeatureParts, { id, posts }: Actor): Promise<OwnFactors> => ({
  app: (await getApp(db, id))?.set_at ?? null,
  keys: await listKeys(db, id),
  passkeys: partyOf(settings.public_address) !== null,
  codes: (await getSet(db, id)) ?? null,
  staff: posts.length > 0,
});

/** One's contacts that a code can reach; forms name them by their place in this list, never by what they are. */
async function writableContacts({ db, settings }: FeatureParts, person: string): Promise<Contact[]> {
  const contacts = await listContacts(db, person);
  return contacts.filter(({ kind }) => kind === "mail" || Boolean(settings.sms_url));
}

function look(app: FastifyInstance, parts: FeatureParts): void {
  app.get("/me/security", { config }, async (request, reply) => {
    return draw(request, reply, parts, SecurityQuery.parse(request.query));
  });
}

function prove(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, keys, now } = parts;

  app.post("/me/security/code", { config }, async (request, reply) => {
    const contacts = await writableContacts(parts, signedIn(request).id);
    const { contact: place } = OwnContactForm.parse(request.body ?? {});
    const contact = contacts[Number(place || 0)];
    if (!contact) return reply.to("/me/security");
    const earlier = held(request, settings, "ticket");
    const asked = await requestCode(parts, { contact, language: reply.language(), earlier }, now());
    const wait: Record<string, string> = asked.kind === "sent" ? {} : { wait: "yes" };
    return give(reply, settings, "ticket", asked.ticket).to(withNext("/me/security/code", "", wait));
  });

  app.get("/me/security/code", { config }, async (request, reply) => {
    const { wait } = CodeQuery.parse(request.query);
    const contact = contactOfTicket(keys, held(request, settings, "ticket"), now());
    if (!contact) return reply.to("/me/security");
    const codes = await codesFor(request, parts, contact.value);
    return reply.page(ConfirmPage, { contact: maskContact(contact), wait: wait === "yes", ...codes });
  });

  app.post("/me/security/confirmation", { config }, async (request, reply) => {
    const ticket = held(request, settings, "ticket");
    const contact = contactOfTicket(keys, ticket, now());
    if (!contact) return reply.to("/me/security");
    const codes = await codesFor(request, parts, contact.value);
    const page = { contact: maskContact(contact), wait: false, ...codes };
    const code = readCode(CodeForm.parse(request.body ?? {}).code);
    if (!code) return reply.code(422).page(ConfirmPage, { ...page, problem: { reason: "not_six_digits" } });
    const proven = await proveAgain(parts, signedIn(request), { ticket, code }, now());
    if (proven.kind === "proven") {
      takeBack(reply, settings, "ticket");
      return give(reply, settings, "session", proven.token).to("/me/security?done=proven");
    }
    const left = proven.kind === "wrong" ? proven.left : 0;
    return reply.code(422).page(ConfirmPage, { ...page, problem: { reason: proven.kind, left } });
  });
}

function changePassword(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;

  app.post("/me/security/password", { config }, async (request, reply) => {
    const { password } = NewPasswordForm.parse(request.body ?? {});
    const changed = await setPassword(parts, signedIn(request), password, now());
    return answer(request, reply, changed, "password");
  });

  app.post("/me/security/password/removal", { config }, async (request, reply) => {
    const changed = await removePassword(parts, signedIn(request), now());
    return answer(request, reply, changed, "removed");
  });

  async function answer(request: FastifyRequest, reply: FastifyReply, changed: PasswordChanged, done: Deed) {
    if (changed.kind === "refused")
      return draw(request, reply.code(422), parts, { problem: changed.problem });
    if (changed.kind !== "changed") return reply.to("/me/security");
    return give(reply, settings, "session", changed.token).to(`/me/security?done=${done}`);
  }
}

function endSessions(app: FastifyInstance, { settings, db, now }: FeatureParts): void {
  app.post("/me/security/sessions/end-others", { config }, async (request, reply) => {
    await endOtherSessions(db, signedIn(request), now());
    return reply.to("/me/security?done=others_ended");
  });

  app.post("/me/security/sessions/:id/end", { config }, async (request, reply) => {
    const { id } = found(z.object({ id: z.uuid() }).safeParse(request.params).data);
    await endSession(db, signedIn(request), id, now());
    return reply.to("/me/security?done=ended");
  });

  app.post("/sign-out", { config }, async (request, reply) => {
    const who = signedIn(request);
    await endSession(db, who, who.session, now());
    return takeBack(reply, settings, "session", "ticket", "proof").to("/");
  });
}
