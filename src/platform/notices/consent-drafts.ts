import { href } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import type { Draft } from "./draft.ts";
import type { Content } from "./notice.ts";

type AboutConsent = Extract<Content, { kind: `consent_${string}` }>;

export const isAboutConsent = (content: Content): content is AboutConsent =>
  content.kind.startsWith("consent_");

/** Where a letter about consent leads: a guardian's link, the lasting page of guardians, one's own page. */
const consentPath = (content: AboutConsent): string => {
  if (content.kind === "consent_asked" || content.kind === "consent_renewal") return content.data.path;
  return content.kind === "consent_receipt" ? "/consent" : "/me/consents";
};

/** What a letter about consent says. */
export function consentDraft(content: AboutConsent): Draft {
  const link = { text: m[`notices.${content.kind}.link`](), path: consentPath(content) };
  const next = m[`notices.${content.kind}.next`]();
  switch (content.kind) {
    case "consent_asked":
      return {
        subject: m["notices.consent_asked.subject"](content.data),
        lines: [m["notices.consent_asked.text"](content.data), next],
        link,
        unexpected: m["notices.consent_asked.unexpected"](),
      };
    case "consent_renewal":
      return {
        subject: m["notices.consent_renewal.subject"](content.data),
        lines: [m["notices.consent_renewal.text"](content.data), next],
        link,
        unexpected: m["notices.consent_asked.unexpected"](),
      };
    case "consent_ending":
      return {
        subject: m["notices.consent_ending.subject"](),
        lines: [m["notices.consent_ending.text"](content.data), next],
        link,
      };
    case "consent_waiting":
      return {
        subject: m["notices.consent_waiting.subject"](content.data),
        lines: [m["notices.consent_waiting.text"](content.data), next],
        link,
      };
    case "consent_receipt":
      return {
        subject: m["notices.consent_receipt.subject"](),
        lines: [m["notices.consent_receipt.text"](content.data), next],
        link,
        unexpected: m["notices.consent_receipt.unexpected"](),
      };
    case "consent_news":
      return {
        subject: m["notices.consent_news.subject"](),
        lines: [m["notices.consent_news.text"](content.data), next],
        link,
      };
  }
}

/** The same for an SMS; what is asked of a guardian carries the link itself. */
export function consentSms(content: AboutConsent, origin: string): string {
  switch (content.kind) {
    case "consent_news":
    case "consent_ending":
      return m[`notices.${content.kind}.sms`]();
    case "consent_waiting":
      return m["notices.consent_waiting.sms"](content.data);
    default: {
      const link = `${origin}${href(consentPath(content))}`;
      return m[`notices.${content.kind}.sms`]({ child: content.data.child, link });
    }
  }
}
