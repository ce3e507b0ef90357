import { m } from "../i18n/words.ts";
import { consentDraft, consentSms, isAboutConsent } from "./consent-drafts.ts";
import type { Draft } from "./draft.ts";
import type { Content, RecoveryStep } from "./notice.ts";

/** What a notice says, in the language that is spoken. */
export function draftOf(content: Content): Draft {
  if (content.kind === "code") return codeDraft(content.data);
  const { given_name } = content.data;
  const greeting = m["notices.greeting"]({ given_name });
  if (isAboutConsent(content)) return { greeting, ...consentDraft(content) };
  const subject = m[`notices.${content.kind}.subject`]();
  if (content.kind === "password_changed" || content.kind === "factor")
    return {
      subject,
      greeting,
      lines: [
        content.kind === "factor"
          ? m["notices.factor.text"](content.data)
          : m["notices.password_changed.text"](content.data),
      ],
      link: { text: m["notices.password_changed.link"](), path: "/me/security" },
      unexpected: m[`notices.${content.kind}.unexpected`](),
    };
  if (content.kind === "recovery") return { subject, greeting, ...recoveryDraft(content.data) };
  const link = { text: m["notices.my_page"](), path: "/me" };
  if (isAboutPost(content))
    return {
      subject,
      greeting,
      lines: [postSentence(content), m[`notices.${content.kind}.next`]()],
      link,
      unexpected: m[`notices.${content.kind}.unexpected`](),
    };
  if (content.kind === "clearance_ends")
    return {
      subject,
      greeting,
      lines: [m["notices.clearance_ends.text"](content.data), m["notices.clearance_ends.next"](content.data)],
      link: { text: m["notices.clearance_ends.link"](), path: "/me/clearances" },
    };
  return {
    subject,
    greeting,
    lines: [
      m[`notices.${content.kind}.text`]({ hub: content.data.hub }),
      m[`notices.${content.kind}.next`](),
    ],
    link,
    unexpected:
      m[content.kind === "card_made" ? "notices.card_made.unexpected" : "notices.joining.unexpected"](),
  };
}

const recoveryDraft = ({ step, stop }: { step: RecoveryStep; stop: string | null }) => ({
  lines: [m["notices.recovery.text"]({ step })],
  link: stop
    ? { text: m["notices.recovery.link"](), path: stop }
    : { text: m["notices.password_changed.link"](), path: "/me/security" },
  unexpected: stop ? m["notices.recovery.unexpected"]() : m["notices.recovery.over"](),
});

type AboutPost = Extract<Content, { kind: "post_given" | "post_term" | "post_ended" }>;

const isAboutPost = (content: Content): content is AboutPost => content.kind.startsWith("post_");

const postSentence = (content: AboutPost): string =>
  content.kind === "post_ended"
    ? m["notices.post_ended.text"](content.data)
    : m[`notices.${content.kind}.text`](content.data);

const codeDraft = ({ code, minutes }: { code: string; minutes: number }): Draft => ({
  subject: m["notices.code.subject"](),
  code: { label: m["notices.code.label"](), digits: code },
  lines: [m["notices.code.text"]({ minutes })],
  unexpected: m["notices.code.unexpected"](),
});

/** The same for an SMS, in one breath. */
export function smsOf(content: Content, origin: string): string {
  if (isAboutConsent(content)) return consentSms(content, origin);
  if (isAboutPost(content)) return m[`notices.${content.kind}.sms`](content.data);
  switch (content.kind) {
    case "code":
      return m["notices.code.sms"](content.data);
    case "password_changed":
    case "factor":
    case "recovery":
    case "clearance_ends":
      return m[`notices.${content.kind}.sms`]();
    default:
      return m[`notices.${content.kind}.sms`]({ hub: content.data.hub });
  }
}
