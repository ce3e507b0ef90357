import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { href, language, type Language, speak } from "../i18n/language.ts";
import { m } from "../i18n/words.ts";
import type { Draft } from "./draft.ts";
import { draftOf, smsOf } from "./drafts.ts";
import type { Content } from "./notice.ts";

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
