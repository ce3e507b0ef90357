import { href, type Language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { longestName, type NameReason, type Relation } from "../rules/asking.ts";
import { RelationField } from "./answer-page.tsx";
import type { ContactReason } from "./lasting-page.tsx";

export type NamingProblems = {
  name?: NameReason;
  relation?: "missing";
  contact?: ContactReason | "own_contact" | "too_many";
  language?: "missing";
};

type Props = {
  phones: boolean;
  typed: { name: string; relation?: Relation | undefined; contact: string; language?: Language | undefined };
  problems: NamingProblems;
  /** A link is on its way already; a new one ends it. */
  open: boolean;
};

/** Where a young person says who answers for them. */
export const NamingPage = ({ phones, typed, problems, open }: Props) => {
  const errors = errorsOf(problems);
  return (
    <Page
      title={m["consents.naming.title"]()}
      lead={m["consents.naming.lead"]()}
      back={{ href: href("/me/consents"), text: m["consents.own.title"]() }}
      errors={Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }))}
      robots="noindex"
    >
      {open && <Notice kind="care">{m["consents.naming.open"]()}</Notice>}
      <Form action={href("/me/guardian")} kept={false}>
        <TextField
          name="name"
          label={m["consents.naming.name"]()}
          error={errors.name}
          value={typed.name}
          required
          autoComplete="off"
          spellcheck={false}
          maxLength={longestName}
        />
        <RelationField
          label={m["consents.naming.relation"]()}
          value={typed.relation}
          wrong={problems.relation}
        />
        <TextField
          name="contact"
          type={phones ? "text" : "email"}
          label={phones ? m["consents.naming.mail_or_phone"]() : m["consents.naming.mail"]()}
          hint={m["consents.naming.contact_hint"]()}
          error={errors.contact}
          value={typed.contact}
          required
          autoComplete="off"
          spellcheck={false}
          maxLength={254}
        />
        <Radios
          name="language"
          label={m["consents.naming.language"]()}
          error={errors.language}
          required
          value={typed.language}
          options={ownNames}
        />
        <Button>{m["consents.naming.send"]()}</Button>
      </Form>
      <Notice title={m["consents.naming.one_phone"]()}>
        <p>{m["consents.naming.print_how"]()}</p>
        <form method="post" action={href("/me/papers")} class="mt-3">
          <Button kind="plain" icon="file">
            {m["consents.naming.print"]()}
          </Button>
        </form>
      </Notice>
    </Page>
  );
};

/** Names of languages stand in their own language, so that everybody finds theirs. */
export const ownNames = [
  { value: "kk", text: "Қазақша", lang: "kk" },
  { value: "ru", text: "Русский", lang: "ru" },
  { value: "en", text: "English", lang: "en" },
];

type Errors = { name?: string; relation?: string; contact?: string; language?: string };

function errorsOf({ name, relation, contact, language }: NamingProblems): Errors {
  return {
    ...(name ? { name: m[`consents.name.refused.${name}`]() } : {}),
    ...(relation ? { relation: m["consents.relation.refused.missing"]() } : {}),
    ...(contact ? { contact: contactError(contact) } : {}),
    ...(language ? { language: m["consents.language.refused.missing"]() } : {}),
  };
}

const contactError = (reason: NonNullable<NamingProblems["contact"]>): string =>
  reason === "own_contact" || reason === "too_many"
    ? m[`consents.contact.refused.${reason}`]()
    : m[`accounts.contact.refused.${reason}`]();
