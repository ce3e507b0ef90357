import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { href, language, type Language, speak } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import type { Content, RecoveryStep } from "./notice.ts";

/** What a letter says, before it is drawn as text or HTML. */
type Draft = {
  subject: string;
  greeting?: string;
  code?: { label: string; digits: string };
  lines: string[];
  link?: { text: string; path: string };
  /** What to do for somebody who did not expect this letter. */
  unexpected?: string;
};

export type Letter = { subject: string; text: string; html: string; sms: string };

/** Writes a notice out for mail and for SMS, in its language; links begin with `origin`. */
export const writeLetter = (content: Content, chosen: Language, origin: string): Letter =>
  speak(chosen, () => {
    const draft = draftOf(content);
    return {
      subject: draft.subject,
      text: asText(draft, origin),
      html: `<!doctype html>${renderToString(<Html draft={draft} origin={origin} />)}`,
      sms: smsOf(content, origin),
    };
  });

function draftOf(content: Content): Draft {
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

type AboutConsent = Extract<Content, { kind: `consent_${string}` }>;

const isAboutConsent = (content: Content): content is AboutConsent => content.kind.startsWith("consent_");

/** Where a letter about consent leads: a guardian's link, the lasting page of guardians, one's own page. */
const consentPath = (content: AboutConsent): string => {
  if (content.kind === "consent_asked") return content.data.path;
  return content.kind === "consent_receipt" ? "/consent" : "/me/consents";
};

function consentDraft(content: AboutConsent): Draft {
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

function smsOf(content: Content, origin: string): string {
  if (content.kind === "code") return m["notices.code.sms"](content.data);
  if (content.kind === "password_changed" || content.kind === "factor" || content.kind === "recovery")
    return m[`notices.${content.kind}.sms`]();
  if (isAboutPost(content)) return m[`notices.${content.kind}.sms`](content.data);
  if (content.kind === "consent_news" || content.kind === "clearance_ends")
    return m[`notices.${content.kind}.sms`]();
  if (isAboutConsent(content)) {
    const link = `${origin}${href(consentPath(content))}`;
    return m[`notices.${content.kind}.sms`]({ child: content.data.child, link });
  }
  return m[`notices.${content.kind}.sms`]({ hub: content.data.hub });
}

function asText(draft: Draft, origin: string): string {
  const { greeting, code, lines, link, unexpected } = draft;
  const parts = [
    greeting,
    code && `${code.label} ${code.digits}`,
    ...lines,
    link && `${link.text}: ${origin}${href(link.path)}`,
    unexpected,
    `--\n${m["notices.signature"]()}\n${origin}${href("/")}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

// Mail programs know little CSS: one table, few styles, and no colour of page or text, so that dark ones can turn it.
const Html = ({ draft, origin }: { draft: Draft; origin: string }) => (
  <html lang={language()}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="color-scheme" content="light dark" />
      <title>{draft.subject}</title>
    </head>
    <body style="margin:0;padding:0">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
        <tr>
          <td align="center" style="padding:24px 16px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style={column}>
              <Row>
                <strong style="font-size:20px">{m["notices.signature"]()}</strong>
              </Row>
              {draft.greeting && <Row>{draft.greeting}</Row>}
              {draft.code && <Code {...draft.code} />}
              {draft.lines.map((line) => (
                <Row>{line}</Row>
              ))}
              {draft.link && <Way text={draft.link.text} href={`${origin}${href(draft.link.path)}`} />}
              {draft.unexpected && <Row small>{draft.unexpected}</Row>}
            </table>
          </td>
        </tr>
      </table>
    </body>
  </html>
);

const column =
  "max-width:520px;text-align:left;font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;font-size:17px;line-height:1.5";

const Row = ({ small, children }: { small?: boolean; children: ComponentChildren }) => (
  <tr>
    <td style={`padding:0 0 16px${small ? ";font-size:15px" : ""}`}>{children}</td>
  </tr>
);

const Code = ({ label, digits }: { label: string; digits: string }) => (
  <tr>
    <td style="padding:0 0 16px">
      {label}
      <br />
      <strong style="font-size:32px;letter-spacing:6px;font-family:Consolas,Menlo,monospace">{digits}</strong>
    </td>
  </tr>
);

const Way = ({ text, href: address }: { text: string; href: string }) => (
  <tr>
    <td style="padding:8px 0 24px">
      <a
        href={address}
        style="display:inline-block;padding:12px 20px;border-radius:8px;background:#006c86;color:#ffffff;text-decoration:none"
      >
        {text}
      </a>
    </td>
  </tr>
);
