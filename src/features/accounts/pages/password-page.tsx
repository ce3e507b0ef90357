import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { ContactField, type ContactReason, contactError } from "./contact-field.tsx";
import { NextField } from "./next-field.tsx";

export type PasswordRefused =
  | { field: "contact"; reason: ContactReason }
  | { field: "password"; reason: "missing" | "no_match" | "too_many" };

type Props = { phones: boolean; next: string | undefined; typed: string; problem?: PasswordRefused };

/** The way in for those who have set a password. */
export const PasswordPage = ({ phones, next, typed, problem }: Props) => {
  const error = problem && sentence(problem);
  const at = (field: PasswordRefused["field"]) => (problem?.field === field ? error : undefined);
  return (
    <Page
      title={m["accounts.password.title"]()}
      lead={m["accounts.password.lead"]()}
      back={{ href: href(next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in") }}
      errors={problem && error ? [{ href: `#${problem.field}`, text: error }] : []}
      robots="noindex"
    >
      <Form action={href("/sign-in/password")} kept={false}>
        <ContactField phones={phones} typed={typed} error={at("contact")} />
        <TextField
          name="password"
          type="password"
          label={m["accounts.password.label"]()}
          error={at("password")}
          required
          autoComplete="current-password"
          maxLength={200}
        />
        <NextField next={next} />
        <Button>{m["accounts.code.submit"]()}</Button>
      </Form>
      <p>{m["accounts.password.forgotten"]()}</p>
    </Page>
  );
};

const sentence = (problem: PasswordRefused): string =>
  problem.field === "contact"
    ? contactError(problem.reason)
    : m[`accounts.password.refused.${problem.reason}`]();
