import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import {
  contactFrom,
  contactOfTicket,
  give,
  held,
  readProof,
  requestCode,
  takeBack,
} from "../../accounts/index.ts";
import { type Contact, maskContact } from "../../people/index.ts";
import { openGiven, withdrawAsGuardian } from "../actions/withdraw.ts";
import { ContactForm, DoneQuery, WithdrawalForm } from "../forms.ts";
import { GivenPage } from "../pages/given-page.tsx";
import { LastingPage } from "../pages/lasting-page.tsx";
import { askForCode, type Proving, takeCode } from "./proving.ts";

// Withdrawing ends something, so it goes on while the disk is full.
const config = { access: "anyone", essential: true } as const;

/** The lasting page of guardians: their contact, a code each time, and what they have agreed to. */
export function lastingRoutes(app: FastifyInstance, parts: FeatureParts): void {
  askForContact(app, parts);
  typeCode(app, parts);
  seeAndWithdraw(app, parts);
}

function askForContact(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, keys, now } = parts;
  const phones = Boolean(settings.sms_url);

  app.get("/consent", { config }, async (_request, reply) => reply.page(LastingPage, { phones, typed: "" }));

  app.post("/consent", { config }, async (request, reply) => {
    const typed = ContactForm.parse(request.body ?? {}).contact;
    const contact = contactFrom(typed, settings);
    if (typeof contact !== "object")
      return reply.code(422).page(LastingPage, { phones, typed, problem: contact });
    return send(request, reply, contact);
  });

  app.post("/consent/code/again", { config }, async (request, reply) => {
    const contact = contactOfTicket(keys, held(request, settings, "ticket"), now());
    return contact ? send(request, reply, contact) : reply.to("/consent");
  });

  // The one answer for everybody: it is not looked whether the contact is anybody's.
  async function send(request: FastifyRequest, reply: FastifyReply, contact: Contact) {
    const earlier = held(request, settings, "ticket");
    const asked = await requestCode(parts, { contact, language: reply.language(), earlier }, now());
    const wait = asked.kind === "sent" ? "" : "?wait=yes";
    return give(reply, settings, "ticket", asked.ticket).to(`/consent/code${wait}`);
  }
}

function typeCode(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, keys, now } = parts;
  const provingOf = (request: FastifyRequest): Proving | undefined => {
    const contact = contactOfTicket(keys, held(request, settings, "ticket"), now());
    return (
      contact && {
        contact,
        action: "/consent/code",
        again: "/consent/code/again",
        to: "/consent/given",
      }
    );
  };

  app.get("/consent/code", { config }, async (request, reply) => {
    const proving = provingOf(request);
    return proving ? askForCode(request, reply, parts, proving) : reply.to("/consent");
  });

  app.post("/consent/code", { config }, async (request, reply) => {
    const proving = provingOf(request);
    return proving ? takeCode(request, reply, parts, proving) : reply.to("/consent");
  });
}

function seeAndWithdraw(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/consent/given", { config }, async (request, reply) => {
    const contact = await readProof(db, held(request, settings, "proof"), now());
    if (!contact) return reply.to("/consent");
    const given = await openGiven(db, contact, now());
    const children = given.map(({ subject, lines }) => ({
      id: subject.id,
      given_name: subject.given_name,
      zone: subject.hubs[0]?.time_zone ?? "Asia/Almaty",
      lines: lines.map(({ text, word, at, until }) => ({
        purpose: text.purpose,
        words: text.words[reply.language()],
        word,
        at,
        until,
      })),
    }));
    return reply.page(GivenPage, {
      contact: maskContact(contact),
      children,
      withdrawn: DoneQuery.parse(request.query).done === "withdrawn",
    });
  });

  app.post("/consent/given/withdrawal", { config }, async (request, reply) => {
    const { person, purpose } = WithdrawalForm.parse(request.body ?? {});
    const proof = held(request, settings, "proof");
    const done = await withdrawAsGuardian(parts, { proof, person, purpose: found(purpose) }, now());
    return reply.to(done ? "/consent/given?done=withdrawn" : "/consent");
  });

  app.post("/consent/leaving", { config }, async (_request, reply) =>
    takeBack(reply, settings, "proof", "ticket").to("/consent"),
  );
}
