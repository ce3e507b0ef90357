import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Settings } from "../../platform/config.ts";
import { type Contact, type ContactProblem, readContact } from "../people/index.ts";
import type { Browser } from "./actions/sign-in.ts";
import { held } from "./cookies.ts";
import { deviceOf, ownPath } from "./rules.ts";

/** What the security page can say was done. */
export const deeds = ["proven", "password", "removed", "ended", "others_ended"] as const;
export type Deed = (typeof deeds)[number];

const text = z.string().max(1_000).catch("");

export const ContactForm = z.object({ contact: text, next: text });
export const CodeForm = z.object({ code: text, next: text });
export const WhoForm = z.object({ person: text, next: text });
export const PasswordForm = z.object({ contact: text, password: text, next: text });
export const CodeQuery = z.object({ next: text, wait: z.literal("yes").optional().catch(undefined) });
export const NewPasswordForm = z.object({ password: text });
export const OwnContactForm = z.object({ contact: text });
export const SecurityQuery = z.object({ done: z.enum(deeds).optional().catch(undefined) });
export const Next = z.object({ next: text });

export type ContactRefused = ContactProblem | "no_phone";

/** The contact somebody typed; a phone only where codes can reach one. */
export function contactFrom(typed: string, { sms_url }: Settings): Contact | ContactRefused {
  const contact = readContact(typed);
  if (typeof contact === "object" && contact.kind === "phone" && !sms_url) return "no_phone";
  return contact === "not_phone" && !sms_url ? "not_mail" : contact;
}

/** Where to go on after signing in: a page of ours that was asked for, else one's own page. */
export const wayOn = (next: string): string => ownPath(next) ?? "/me";

/** An address that hands on where to go after signing in, and whatever else is given. */
export function withNext(path: string, next: string, more: Record<string, string> = {}): string {
  const own = ownPath(next);
  const query = new URLSearchParams({ ...more, ...(own ? { next: own } : {}) }).toString();
  return query ? `${path}?${query}` : path;
}

export const browserOf = (request: FastifyRequest, settings: Settings): Browser => ({
  device: deviceOf(request.headers["user-agent"]),
  token: held(request, settings, "session"),
});
