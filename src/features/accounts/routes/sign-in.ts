import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import { type Contact, findPeopleByContact } from "../../people/index.ts";
import { confirmCode, contactOfTicket, readProof, requestCode } from "../actions/codes.ts";
import { signInByProof } from "../actions/sign-in.ts";
import { give, held, takeBack } from "../cookies.ts";
import {
  browserOf,
  CodeForm,
  CodeQuery,
  ContactForm,
  contactFrom,
  Next,
  wayOn,
  WhoForm,
  withNext,
} from "../forms.ts";
import { CodePage } from "../pages/code-page.tsx";
import { NobodyPage } from "../pages/nobody-page.tsx";
import { SignInPage } from "../pages/sign-in-page.tsx";
import { WhoPage } from "../pages/who-page.tsx";
import { ownPath, readCode } from "../rules.ts";
import { codesFor, samplesFor } from "./sample.ts";
import { arrive } from "./onwards.ts";

const config = { access: "anyone", essential: true } as const;

/** Signing in by a one-time code: the contact, the code, and where a family shares a contact, who is here. */
export function signInRoutes(app: FastifyInstance, parts: FeatureParts): void {
  askForContact(app, parts);
  askForCode(app, parts);
  askWho(app, parts);
}

function askForContact(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, now } = parts;
  const about = async (request: FastifyRequest) => ({
    phones: Boolean(settings.sms_url),
    samples: await samplesFor(request, parts),
  });

  app.get("/sign-in", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    if (request.who) return reply.to(wayOn(next));
    return reply.page(SignInPage, { ...(await about(request)), next: ownPath(next), typed: "" });
  });

  app.post("/sign-in", { config }, async (request, reply) => {
    const typed = ContactForm.parse(request.body ?? {});
    const contact = contactFrom(typed.contact, settings);
    if (typeof contact === "object") return sendCode(request, reply, contact, typed.next);
    const page = { ...(await about(request)), next: ownPath(typed.next), typed: typed.contact };
    return reply.code(422).page(SignInPage, { ...page, problem: contact });
  });

  app.post("/sign-in/code/again", { config }, async (request, reply) => {
    const { next } = Next.parse(request.body ?? {});
    const contact = contactOfTicket(parts.keys, held(request, settings, "ticket"), now());
    if (!contact) return reply.to(withNext("/sign-in", next));
    return sendCode(request, reply, contact, next);
  });

  // The one answer for everybody, known or not: on to the page where the code is typed.
  async function sendCode(request: FastifyRequest, reply: FastifyReply, contact: Contact, next: string) {
    const earlier = held(request, settings, "ticket");
    const asked = await requestCode(parts, { contact, language: reply.language(), earlier }, now());
    const wait: Record<string, string> = asked.kind === "sent" ? {} : { wait: "yes" };
    return give(reply, settings, "ticket", asked.ticket).to(withNext("/sign-in/code", next, wait));
  }
}

function askForCode(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, keys, now } = parts;
  const contactOf = (request: FastifyRequest) =>
    contactOfTicket(keys, held(request, settings, "ticket"), now())?.value;

  app.get("/sign-in/code", { config }, async (request, reply) => {
    const { next, wait } = CodeQuery.parse(request.query);
    const contact = contactOf(request);
    if (!contact) return reply.to(withNext("/sign-in", next));
    const codes = await codesFor(request, parts, contact);
    return reply.page(CodePage, { contact, next: ownPath(next), wait: wait === "yes", ...codes });
  });

  app.post("/sign-in/code", { config }, async (request, reply) => {
    const typed = CodeForm.parse(request.body ?? {});
    const contact = contactOf(request);
    if (!contact) return reply.to(withNext("/sign-in", typed.next));
    const codes = await codesFor(request, parts, contact);
    const page = { contact, next: ownPath(typed.next), wait: false, ...codes };
    const code = readCode(typed.code);
    if (!code) return reply.code(422).page(CodePage, { ...page, problem: { reason: "not_six_digits" } });
    const ticket = held(request, settings, "ticket");
    const confirmed = await confirmCode(parts, { ticket, code }, now());
    if (confirmed.kind !== "confirmed") {
      const left = confirmed.kind === "wrong" ? confirmed.left : 0;
      return reply.code(422).page(CodePage, { ...page, problem: { reason: confirmed.kind, left } });
    }
    return goOn(request, reply, confirmed, typed.next);
  });

  async function goOn(
    request: FastifyRequest,
    reply: FastifyReply,
    { contact, proof }: { contact: Contact; proof: string },
    next: string,
  ) {
    takeBack(reply, settings, "ticket");
    const people = await findPeopleByContact(db, contact);
    const [person] = people;
    if (!person || people.length > 1) {
      give(reply, settings, "proof", proof);
      return reply.to(person ? withNext("/sign-in/who", next) : "/sign-in/nobody");
    }
    const browser = browserOf(request, settings);
    const token = await signInByProof(db, { proof, person: person.id, browser }, now());
    if (!token) return reply.to(withNext("/sign-in", next));
    return give(reply, settings, "session", token).to(await arrive(parts, person.id, next));
  }
}

function askWho(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;
  const proven = (request: FastifyRequest) => readProof(db, held(request, settings, "proof"), now());

  app.get("/sign-in/who", { config }, async (request, reply) => {
    const { next } = Next.parse(request.query);
    const contact = await proven(request);
    const people = contact ? await findPeopleByContact(db, contact) : [];
    if (people.length === 0) return reply.to(withNext("/sign-in", next));
    return reply.page(WhoPage, { people, next: ownPath(next) });
  });

  app.post("/sign-in/who", { config }, async (request, reply) => {
    const { person, next } = WhoForm.parse(request.body ?? {});
    const contact = await proven(request);
    const people = contact ? await findPeopleByContact(db, contact) : [];
    if (people.length === 0) return reply.to(withNext("/sign-in", next));
    if (!people.some((each) => each.id === person))
      return reply.code(422).page(WhoPage, { people, next: ownPath(next), problem: true });
    const browser = browserOf(request, settings);
    const proof = held(request, settings, "proof");
    const token = await signInByProof(db, { proof, person, browser }, now());
    if (!token) return reply.to(withNext("/sign-in", next));
    takeBack(reply, settings, "proof");
    return give(reply, settings, "session", token).to(await arrive(parts, person, next));
  });

  app.get("/sign-in/nobody", { config }, async (request, reply) => {
    const contact = await proven(request);
    if (!contact) return reply.to("/sign-in");
    return reply.page(NobodyPage, { contact: contact.value });
  });
}
