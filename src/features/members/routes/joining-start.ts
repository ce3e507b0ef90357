import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FeatureParts } from "../../../platform/feature.ts";
import {
  confirmCode,
  contactOfTicket,
  give,
  held,
  codesFor,
  readCode,
  readProof,
  requestCode,
  takeBack,
} from "../../accounts/index.ts";
import { findHub } from "../../hubs/index.ts";
import { type Contact, findPeopleByContact, readContact } from "../../people/index.ts";
import { CodeForm, ContactForm, HubForm, Reached } from "../forms.ts";
import { beginAnew, beginJoining, changeHub, openDraft } from "../joining.ts";
import { openHubs } from "../hubs.ts";
import { CodePage } from "../pages/joining/code-page.tsx";
import { ContactPage } from "../pages/joining/contact-page.tsx";
import { HubPage } from "../pages/joining/hub-page.tsx";
import { KnownPage } from "../pages/joining/known-page.tsx";
import { hubLine } from "../present.ts";
import { giveForm, heldForm, takeForm } from "./cookie.ts";

const config = { access: "anyone" } as const;

/** The way into a hub up to the moment when the contact is confirmed: until then nobody is looked up and nothing kept. */
export function joiningStartRoutes(app: FastifyInstance, parts: FeatureParts): void {
  chooseHub(app, parts);
  askForContact(app, parts);
  askForCode(app, parts);
  askWho(app, parts);
}

function chooseHub(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/join", { config }, async (request, reply) => {
    const asked = Reached.parse(request.query);
    if (request.who && asked.for !== "another") return reply.to(withHub("/join/member", asked.hub));
    const draft = await openDraft(db, heldForm(request, settings), now());
    const hubs = await openHubs(db, now());
    if (!draft && hubs.some((hub) => hub.slug === asked.hub))
      return reply.to(withHub("/join/contact", asked.hub));
    return reply.page(HubPage, {
      hubs: hubs.map((hub) => hubLine(hub, reply.language())),
      chosen: asked.hub || asked.choose || (draft?.hub.slug ?? ""),
      begun: draft?.open,
      lost: asked.lost !== "",
      left: asked.left !== "",
    });
  });

  app.post("/join", { config }, async (request, reply) => {
    const { hub: slug } = HubForm.parse(request.body ?? {});
    const hubs = await openHubs(db, now());
    const hub = hubs.find((each) => each.slug === slug);
    const token = heldForm(request, settings);
    if (!hub) {
      const draft = await openDraft(db, token, now());
      const page = { hubs: hubs.map((each) => hubLine(each, reply.language())), chosen: "", lost: false };
      return reply.code(422).page(HubPage, { ...page, begun: draft?.open, problem: true });
    }
    const draft = await changeHub(db, token, hub.id, now());
    if (draft) return reply.to(`/join/${draft.open}`);
    const contact = await readProof(db, held(request, settings, "proof"), now());
    return contact ? begin(reply, parts, contact, hub.id) : reply.to(withHub("/join/contact", hub.slug));
  });

  app.post("/join/leaving", { config }, async (_request, reply) => {
    takeForm(takeBack(reply, settings, "ticket", "proof"), settings);
    return reply.to("/join?left=yes");
  });

  app.get("/hubs/:slug/join", { config }, async (request, reply) => {
    const { slug } = request.params as { slug: string };
    return reply.to(withHub("/join", slug));
  });
}

function askForContact(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, keys, now } = parts;
  const phones = Boolean(settings.sms_url);

  app.get("/join/contact", { config }, async (request, reply) => {
    const hub = await findHub(db, Reached.parse(request.query).hub);
    if (!hub) return reply.to("/join");
    return reply.page(ContactPage, { hub: hubLine(hub, reply.language()), phones, typed: "" });
  });

  app.post("/join/contact", { config }, async (request, reply) => {
    const typed = ContactForm.parse(request.body ?? {});
    const hub = await findHub(db, typed.hub);
    if (!hub) return reply.to("/join");
    const contact = reachable(readContact(typed.contact));
    if (typeof contact === "object") return sendCode(request, reply, contact, hub.slug);
    const page = { hub: hubLine(hub, reply.language()), phones, typed: typed.contact };
    return reply.code(422).page(ContactPage, { ...page, problem: contact });
  });

  app.post("/join/code/again", { config }, async (request, reply) => {
    const { hub } = HubForm.parse(request.body ?? {});
    const contact = contactOfTicket(keys, held(request, settings, "ticket"), now());
    return contact ? sendCode(request, reply, contact, hub) : reply.to(withHub("/join/contact", hub));
  });

  const reachable = (contact: ReturnType<typeof readContact>) => {
    if (phones) return contact;
    if (typeof contact === "object") return contact.kind === "phone" ? ("no_phone" as const) : contact;
    return contact === "not_phone" ? ("not_mail" as const) : contact;
  };

  // The one answer for everybody, known or not: on to the page where the code is typed.
  async function sendCode(request: FastifyRequest, reply: FastifyReply, contact: Contact, hub: string) {
    const earlier = held(request, settings, "ticket");
    const asked = await requestCode(parts, { contact, language: reply.language(), earlier }, now());
    give(reply, settings, "ticket", asked.ticket);
    return reply.to(withHub(asked.kind === "sent" ? "/join/code" : "/join/code/wait", hub));
  }
}

function askForCode(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, keys, now } = parts;
  const contactOf = (request: FastifyRequest) =>
    contactOfTicket(keys, held(request, settings, "ticket"), now())?.value;

  for (const wait of [false, true])
    app.get(wait ? "/join/code/wait" : "/join/code", { config }, async (request, reply) => {
      const { hub } = Reached.parse(request.query);
      const contact = contactOf(request);
      if (!contact) return reply.to(withHub("/join/contact", hub));
      return reply.page(CodePage, { contact, hub, wait, ...(await codesFor(request, parts, contact)) });
    });

  app.post("/join/code", { config }, async (request, reply) => {
    const typed = CodeForm.parse(request.body ?? {});
    const hub = await findHub(db, typed.hub);
    const contact = contactOf(request);
    if (!hub || !contact) return reply.to(withHub("/join/contact", typed.hub));
    // The code was right before, and what came after it did not get through.
    const proven = await readProof(db, held(request, settings, "proof"), now());
    if (proven?.value === contact) return begin(reply, parts, proven, hub.id);
    const codes = await codesFor(request, parts, contact);
    const page = { contact, hub: hub.slug, wait: false, ...codes };
    const code = readCode(typed.code);
    if (!code) return reply.code(422).page(CodePage, { ...page, problem: { reason: "not_six_digits" } });
    const ticket = held(request, settings, "ticket");
    const confirmed = await confirmCode(parts, { ticket, code }, now());
    if (confirmed.kind !== "confirmed") {
      const left = confirmed.kind === "wrong" ? confirmed.left : 0;
      return reply.code(422).page(CodePage, { ...page, problem: { reason: confirmed.kind, left } });
    }
    give(reply, settings, "proof", confirmed.proof);
    return begin(reply, parts, confirmed.contact, hub.id);
  });
}

/** The contact is confirmed: on to the questions, or to the choice of who is here where somebody may be. */
async function begin(
  reply: FastifyReply,
  { settings, db, now }: FeatureParts,
  contact: Contact,
  hub: string,
) {
  const begun = await beginJoining(db, { contact, hub, language: reply.language() }, now());
  const people = await findPeopleByContact(db, contact);
  takeBack(reply, settings, "ticket");
  giveForm(reply, settings, begun.token);
  return reply.to(people.length > 0 || begun.resumed ? "/join/known" : "/join/name");
}

function askWho(app: FastifyInstance, { settings, db, now }: FeatureParts): void {
  app.get("/join/known", { config }, async (request, reply) => {
    const draft = await openDraft(db, heldForm(request, settings), now());
    if (!draft) return reply.to("/join?lost=yes");
    const { answers, changed_at } = draft.joining;
    // The names of a family are for whoever has just confirmed their contact, not for a form left open on a lent phone.
    const contact = await readProof(db, held(request, settings, "proof"), now());
    const begun = answers.given_name
      ? { name: answers.given_name, changed: changed_at, open: draft.open }
      : undefined;
    return reply.page(KnownPage, {
      people: contact ? await findPeopleByContact(db, contact) : [],
      begun,
      hub: hubLine(draft.hub, reply.language()),
      same: Reached.parse(request.query).same !== "",
    });
  });

  app.post("/join/another", { config }, async (request, reply) => {
    const draft = await beginAnew(db, heldForm(request, settings), now());
    return reply.to(draft ? "/join/name" : "/join?lost=yes");
  });
}

const withHub = (path: string, slug: string): string =>
  /^[a-z0-9-]{2,60}$/.test(slug) ? `${path}?hub=${slug}` : path;
