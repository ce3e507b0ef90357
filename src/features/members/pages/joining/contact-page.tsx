import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import { TextField } from "../../../../ui/text/text.tsx";
import type { HubLine } from "../../present.ts";
import { ChosenHub } from "./chosen-hub.tsx";
import { JoinPage } from "./join-page.tsx";

type Reason = "missing" | "not_mail" | "not_latin" | "not_phone" | "no_phone";
type Props = { hub: HubLine; phones: boolean; typed: string; problem?: Reason };

/** Second: where to reach the person; the same page for everybody, known or not. */
export const ContactPage = ({ hub, phones, typed, problem }: Props) => {
  const error = problem && m[`accounts.contact.refused.${problem}`]();
  return (
    <JoinPage
      step="contact"
      title={phones ? m["members.contact.title_phone"]() : m["members.contact.title"]()}
      lead={m["members.contact.lead"]()}
      errors={error ? [{ href: "#contact", text: error }] : []}
    >
      <ChosenHub hub={hub} />
      <Form action={href("/join/contact")} kept={false}>
        <input type="hidden" name="hub" value={hub.slug} />
        <TextField
          name="contact"
          label={phones ? m["accounts.contact.mail_or_phone"]() : m["accounts.contact.mail"]()}
          hint={m["members.contact.hint"]()}
          error={error}
          required
          value={typed}
          type={phones ? "text" : "email"}
          inputMode="email"
          autoComplete="email"
          spellcheck={false}
        />
        <Button>{m["accounts.sign_in.send"]()}</Button>
      </Form>
      <Notice>{m["members.contact.kept"]()}</Notice>
    </JoinPage>
  );
};
