import { m } from "../../../platform/i18n/words.ts";
import { TextField } from "../../../ui/text/text.tsx";

export type ContactReason = "missing" | "not_mail" | "not_latin" | "not_phone" | "no_phone";

export const contactError = (reason: ContactReason): string => m[`accounts.contact.refused.${reason}`]();

type Props = { phones: boolean; typed: string; hint?: string; error?: string | undefined };

/** The contact somebody is known by here: an e-mail address, or a phone where codes can reach one. */
export const ContactField = ({ phones, typed, hint, error }: Props) => (
  <TextField
    name="contact"
    type={phones ? "text" : "email"}
    label={phones ? m["accounts.contact.mail_or_phone"]() : m["accounts.contact.mail"]()}
    hint={hint}
    error={error}
    value={typed}
    required
    autoComplete="username"
    spellcheck={false}
    maxLength={254}
  />
);
