import { domainToASCII } from "node:url";
import type { Address } from "../../platform/notices/notice.ts";
import { maskMail, maskPhone } from "../../platform/notices/mask.ts";
import { parsePhoneNumberFromString } from "libphonenumber-js/mobile";

/** A way to reach a person, in the one spelling by which it is kept and found. */
export type Contact = { kind: "mail" | "phone"; value: string };
export type ContactProblem = "missing" | "not_mail" | "not_latin" | "not_phone";

/** Reads what somebody typed as a contact: with an @ it is mail, otherwise a mobile number of +7. */
export function readContact(text: string): Contact | ContactProblem {
  const typed = text.trim();
  if (typed === "") return "missing";
  return typed.includes("@") || /\p{L}/u.test(typed) ? readMail(typed) : readPhone(typed);
}

/** An e-mail address in lower case with its domain as the network spells it. */
export function readMail(text: string): Contact | ContactProblem {
  const typed = text.trim();
  if (typed === "") return "missing";
  const [, local = "", domain = ""] = /^([^@\s]+)@([^@\s]+)$/.exec(typed) ?? [];
  // Letters of another alphabet could be lower-cased into somebody else's address, and no mail server takes them.
  if (/[^\x20-\x7e]/.test(local)) return "not_latin";
  const host = domainToASCII(domain.toLowerCase());
  const value = `${local.toLowerCase()}@${host}`;
  return mail.test(value) && value.length <= 254 ? { kind: "mail", value } : "not_mail";
}

const mail =
  /^(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A mobile number of +7 as `+77011234567`; `8 701 …`, `701 …` and brackets are understood. */
export function readPhone(text: string): Contact | ContactProblem {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return "missing";
  const read = parsePhoneNumberFromString(typed, { defaultCountry: "KZ", extract: false });
  if (!read?.isValid() || read.countryCallingCode !== "7" || read.ext) return "not_phone";
  return { kind: "phone", value: read.number };
}

/** Enough of a contact to know one's own again, too little to write to it. */
export const maskContact = ({ kind, value }: Contact): string =>
  kind === "phone" ? maskPhone(value) : maskMail(value);

/** Where a notice for this contact goes. */
export const addressOf = ({ kind, value }: Contact): Address => ({
  channel: kind === "mail" ? "mail" : "sms",
  address: value,
});
