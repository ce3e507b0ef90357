import type { ComponentChildren } from "preact";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import type { ContactRefused } from "../../accounts/index.ts";

type Met = { id: string; given_name: string };

/** A contact for somebody who has none yet. */
export const ContactPage = ({
  id,
  given_name,
  phones,
  typed,
  problem,
}: Met & { phones: boolean; typed: string; problem?: ContactRefused }) => {
  const error = problem && m[`accounts.contact.refused.${problem}`]();
  return (
    <Frame id={id} given_name={given_name} lead={m["desk.contact.lead"]()} error={error} field="contact">
      <Form action={href(`/people/${id}/contact`)} kept={false}>
        <TextField
          name="contact"
          label={phones ? m["desk.contact.mail_or_phone"]() : m["desk.contact.mail"]()}
          error={error}
          required
          value={typed}
          autoComplete="off"
          spellcheck={false}
          autofocus={!error}
        />
        <Button>{m["desk.contact.send"]()}</Button>
      </Form>
    </Frame>
  );
};

type CodeProblem = { reason: "wrong" | "ended" | "not_six_digits"; left?: number };

/** Where staff type the code that the contact's owner reads out to them. */
export const ContactCodePage = ({
  id,
  given_name,
  contact,
  wait,
  sample,
  unsent,
  problem,
}: Met & {
  contact: string;
  wait: boolean;
  sample: boolean;
  unsent: "yes" | "no";
  problem?: CodeProblem;
}) => {
  const error = problem && m[`accounts.code.refused.${problem.reason}`]({ left: problem.left ?? 0 });
  const lead = m["desk.contact.sent"]({ contact, unsent });
  return (
    <Frame id={id} given_name={given_name} lead={lead} error={error} field="code">
      {wait && <Notice kind="care">{m["accounts.code.wait"]()}</Notice>}
      <Form action={href(`/people/${id}/contact/code`)} kept={false}>
        <TextField
          name="code"
          label={m["accounts.code.label"]()}
          hint={m["accounts.code.hint"]()}
          error={error}
          required
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          spellcheck={false}
          autofocus={!error}
        />
        <Button>{m["desk.contact.keep"]()}</Button>
      </Form>
      {sample && (
        <p>
          {m["accounts.sample.code"]()} <a href={href("/outbox")}>{m["accounts.sample.outbox"]()}</a>
        </p>
      )}
      <p>
        <a href={href(`/people/${id}/contact`)}>{m["desk.contact.another"]()}</a>
      </p>
    </Frame>
  );
};

type FrameProps = Met & {
  lead: string;
  error: string | undefined;
  field: string;
  children: ComponentChildren;
};

const Frame = ({ id, given_name, lead, error, field, children }: FrameProps) => (
  <Page
    title={m["desk.contact.title"]({ given_name })}
    lead={lead}
    back={{ href: href(`/people/${id}/card`), text: m["desk.card.title"]({ given_name }) }}
    errors={error ? [{ href: `#${field}`, text: error }] : []}
    robots="noindex"
  >
    {children}
    <p>
      <a href={href(`/people/${id}/card`)}>{m["desk.contact.skip"]()}</a>
    </p>
  </Page>
);
