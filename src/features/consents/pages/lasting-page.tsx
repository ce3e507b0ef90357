import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { TextField } from "../../../ui/text/text.tsx";

export type ContactReason = "missing" | "not_mail" | "not_latin" | "not_phone" | "no_phone";

type Props = { phones: boolean; typed: string; problem?: ContactReason };

/** The lasting page of guardians: they say how we reach them, and a code goes there. */
export const LastingPage = ({ phones, typed, problem }: Props) => {
  const error = problem && m[`accounts.contact.refused.${problem}`]();
  return (
    <Page
      title={m["consents.lasting.title"]()}
      lead={m["consents.lasting.lead"]()}
      errors={error ? [{ href: "#contact", text: error }] : []}
      robots="noindex"
    >
      <Form action={href("/consent")} kept={false}>
        <TextField
          name="contact"
          type={phones ? "text" : "email"}
          label={phones ? m["accounts.contact.mail_or_phone"]() : m["accounts.contact.mail"]()}
          hint={m["consents.lasting.hint"]()}
          error={error}
          value={typed}
          required
          autoComplete="username"
          spellcheck={false}
          maxLength={254}
        />
        <Button>{m["consents.link.send"]()}</Button>
      </Form>
    </Page>
  );
};
