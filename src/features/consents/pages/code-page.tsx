import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextField } from "../../../ui/text/text.tsx";

type Props = {
  action: string;
  again: string;
  contact: string;
  /** So many codes were asked for that none was sent now. */
  wait: boolean;
  /** A sample hub on one's own machine, where the code can be read. */
  sample: boolean;
  /** Nothing sends mail here: the code waits in the outbox. */
  unsent: "yes" | "no";
  problem?: { reason: "wrong" | "ended" | "not_six_digits"; left?: number };
};

/** Where a guardian types the code; it looks the same whether or not anybody is known by the contact. */
export const GuardianCodePage = ({ action, again, contact, wait, sample, unsent, problem }: Props) => {
  const error = problem && m[`accounts.code.refused.${problem.reason}`]({ left: problem.left ?? 0 });
  return (
    <Page
      title={m["accounts.code.title"]()}
      lead={m["consents.code.lead"]({ contact, unsent })}
      errors={error ? [{ href: "#code", text: error }] : []}
      robots="noindex"
    >
      {wait && <Notice kind="care">{m["accounts.code.wait"]()}</Notice>}
      <Form action={href(action)} kept={false}>
        <TextField
          name="code"
          label={m["accounts.code.label"]()}
          hint={m["accounts.code.hint"]()}
          error={error}
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          spellcheck={false}
        />
        <Button>{m["accounts.code.submit"]()}</Button>
      </Form>
      {sample ? (
        <p>
          {m["accounts.sample.code"]()} <a href={href("/outbox")}>{m["accounts.sample.outbox"]()}</a>
        </p>
      ) : (
        <p class="text-soft">{m["accounts.code.help"]()}</p>
      )}
      <form method="post" action={href(again)}>
        <Button kind="plain">{m["accounts.code.again"]()}</Button>
      </form>
    </Page>
  );
};
