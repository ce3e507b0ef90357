import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { TextField } from "../../../ui/text/text.tsx";
import { type PasswordProblem, shortestPassword } from "../rules/passwords.ts";

export const newPasswordError = (problem: PasswordProblem): string =>
  m[`accounts.new_password.refused.${problem}`]({ shortest: shortestPassword });

/** Sets, changes or removes the password. */
export const PasswordForms = ({
  hasPassword,
  problem,
}: {
  hasPassword: boolean;
  problem?: PasswordProblem | undefined;
}) => (
  <>
    <Form action={href("/me/security/password")} kept={false}>
      <TextField
        name="password"
        type="password"
        label={m["accounts.new_password.label"]()}
        hint={m["accounts.new_password.hint"]({ shortest: shortestPassword })}
        error={problem && newPasswordError(problem)}
        required
        autoComplete="new-password"
        maxLength={200}
      />
      <Button>{hasPassword ? m["accounts.new_password.change"]() : m["accounts.new_password.set"]()}</Button>
    </Form>
    {hasPassword && (
      <form method="post" action={href("/me/security/password/removal")}>
        <Button kind="plain">{m["accounts.new_password.remove"]()}</Button>
      </form>
    )}
  </>
);

/** Before the way in is changed, a code shows that it is still the same person in front of the screen. */
export const ProveForm = ({ contacts }: { contacts: { value: string; text: string }[] }) => {
  const [only] = contacts;
  if (!only) return <p>{m["accounts.prove.nowhere"]()}</p>;
  return (
    <Form action={href("/me/security/code")} kept={false}>
      <p>{m["accounts.prove.why"]()}</p>
      {contacts.length > 1 ? (
        <Radios
          name="contact"
          label={m["accounts.prove.where"]()}
          options={contacts}
          value={only.value}
          required
        />
      ) : (
        <input type="hidden" name="contact" value={only.value} />
      )}
      <Button kind="plain">
        {contacts.length > 1
          ? m["accounts.prove.send"]()
          : m["accounts.prove.send_to"]({ contact: only.text })}
      </Button>
    </Form>
  );
};
