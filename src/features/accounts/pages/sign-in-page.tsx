import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { ContactField, type ContactReason, contactError } from "./contact-field.tsx";
import { NextField } from "./next-field.tsx";
import { Samples } from "./samples.tsx";

type Props = {
  phones: boolean;
  samples: { id: string; name: string; sentence: () => string }[];
  next: string | undefined;
  typed: string;
  problem?: ContactReason;
};

/** The way in: a contact, to which a code is sent. */
export const SignInPage = ({ phones, samples, next, typed, problem }: Props) => {
  const error = problem && contactError(problem);
  return (
    <Page
      title={m["accounts.sign_in.title"]()}
      description={m["accounts.sign_in.description"]()}
      lead={m["accounts.sign_in.lead"]()}
      errors={error ? [{ href: "#contact", text: error }] : []}
    >
      <Form action={href("/sign-in")} kept={false}>
        <ContactField phones={phones} typed={typed} error={error} />
        <NextField next={next} />
        <Button>{m["accounts.sign_in.send"]()}</Button>
      </Form>
      <div class="grid gap-2">
        <p>
          <a href={href(next ? `/sign-in/password?next=${encodeURIComponent(next)}` : "/sign-in/password")}>
            {m["accounts.sign_in.by_password"]()}
          </a>
        </p>
        <p>
          {m["accounts.sign_in.not_joined"]()} <a href={href("/join")}>{m["accounts.join"]()}</a>
        </p>
      </div>
      {samples.length > 0 && <Samples samples={samples} />}
    </Page>
  );
};
