import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { TextField } from "../../../ui/text/text.tsx";

type Props = {
  next: string | undefined;
  typed: string;
  problem?: "not_a_code" | "refused" | "too_many";
};

/** The way in for those who have a card; it says the same of every code that does not work. */
export const SignInPage = ({ next, typed, problem }: Props) => {
  const error = problem && m[`desk.sign_in.refused.${problem}`]();
  return (
    <Page
      title={m["desk.sign_in.title"]()}
      description={m["desk.sign_in.description"]()}
      lead={m["desk.sign_in.lead"]()}
      back={{ href: href("/sign-in"), text: m["accounts.sign_in.title"]() }}
      errors={error ? [{ href: "#code", text: error }] : []}
    >
      <Form action={href("/sign-in/card")} kept={false}>
        <TextField
          name="code"
          label={m["desk.sign_in.label"]()}
          hint={m["desk.sign_in.hint"]()}
          error={error}
          required
          value={typed}
          maxLength={60}
          autoComplete="off"
          spellcheck={false}
        />
        {next && <input type="hidden" name="next" value={next} />}
        <Button>{m["desk.sign_in.submit"]()}</Button>
      </Form>
      <p class="text-soft">{m["desk.sign_in.shared"]()}</p>
      <p>
        {m["desk.sign_in.no_card"]()} <a href={href("/sign-in")}>{m["desk.sign_in.by_code"]()}</a>
      </p>
    </Page>
  );
};
