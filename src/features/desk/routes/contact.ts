import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import {
  contactFrom,
  contactOfTicket,
  give,
  held,
  codesFor,
  readCode,
  requestCode,
  takeBack,
} from "../../accounts/index.ts";
import { keepContact } from "../actions/contact.ts";
import { meetWithoutContact } from "../meeting.ts";
import { ContactCodePage, ContactPage } from "../pages/contact-pages.tsx";
import { personIn } from "./cards.ts";

const config = { access: "coordinator" } as const;
const Query = z.object({ sent: z.enum(["sent", "too_many"]).optional().catch(undefined) });
const text = z.string().max(1_000).catch("");
const ContactForm = z.object({ contact: text });
const CodeForm = z.object({ code: text });

/** A contact told at the desk: kept when its owner has read out the code that was sent there. */
export function contactRoutes(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, keys, now } = parts;
  const phones = Boolean(settings.sms_url);
  const ticketOf = (request: FastifyRequest) => held(request, settings, "ticket");
  const sentTo = (request: FastifyRequest) => contactOfTicket(keys, ticketOf(request), now())?.value;

  app.get("/people/:id/contact", { config }, async (request, reply) => {
    const id = personIn(request.params);
    const { person } = await meetWithoutContact(db, signedIn(request), id);
    const { sent } = Query.parse(request.query);
    const contact = sent && sentTo(request);
    const page = { id, given_name: person.given_name };
    if (!contact) return reply.page(ContactPage, { ...page, phones, typed: "" });
    const codes = await codesFor(request, parts, contact);
    return reply.page(ContactCodePage, { ...page, contact, wait: sent === "too_many", ...codes });
  });

  app.post("/people/:id/contact", { config }, async (request, reply) => {
    const id = personIn(request.params);
    const { person } = await meetWithoutContact(db, signedIn(request), id);
    const { contact: typed } = ContactForm.parse(request.body ?? {});
    const contact = contactFrom(typed, settings);
    if (typeof contact === "string") {
      const page = { id, given_name: person.given_name, phones, typed, problem: contact };
      return reply.code(422).page(ContactPage, page);
    }
    const asking = { contact, language: reply.language(), earlier: ticketOf(request) };
    const asked = await requestCode(parts, asking, now());
    return give(reply, settings, "ticket", asked.ticket).to(`/people/${id}/contact?sent=${asked.kind}`);
  });

  app.post("/people/:id/contact/code", { config }, async (request, reply) => {
    const who = signedIn(request);
    const id = personIn(request.params);
    const { person } = await meetWithoutContact(db, who, id);
    const contact = sentTo(request);
    if (!contact) return reply.to(`/people/${id}/contact`);
    const page = {
      id,
      given_name: person.given_name,
      contact,
      wait: false,
      ...(await codesFor(request, parts, contact)),
    };
    const code = readCode(CodeForm.parse(request.body ?? {}).code);
    if (!code)
      return reply.code(422).page(ContactCodePage, { ...page, problem: { reason: "not_six_digits" } });
    const kept = await keepContact(parts, who, { person: id, ticket: ticketOf(request), code }, now());
    if (kept.kind === "kept")
      return takeBack(reply, settings, "ticket").to(`/people/${id}/card?done=contact`);
    const left = kept.kind === "wrong" ? kept.left : 0;
    return reply.code(422).page(ContactCodePage, { ...page, problem: { reason: kept.kind, left } });
  });
}
