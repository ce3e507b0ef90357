import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import type { PasswordProblem } from "../rules.ts";
import { PasswordForms, newPasswordError, ProveForm } from "./password-forms.tsx";
import { type Device, Devices } from "./devices.tsx";

type Props = {
  sessions: Device[];
  current: string;
  hasPassword: boolean;
  /** Signed in so lately that the password may be changed without a new code. */
  fresh: boolean;
  contacts: { value: string; text: string }[];
  problem?: PasswordProblem;
  done?: "proven" | "password" | "removed" | "ended" | "others_ended" | undefined;
};

/** How one signs in, and where one is signed in now. */
export const SecurityPage = ({ sessions, current, hasPassword, fresh, contacts, problem, done }: Props) => (
  <Page
    title={m["accounts.security.title"]()}
    lead={m["accounts.security.lead"]()}
    back={{ href: href("/me"), text: m["accounts.security.me"]() }}
    errors={problem ? [{ href: "#password", text: newPasswordError(problem) }] : []}
    robots="noindex"
  >
    {done && <Notice kind="good">{m[`accounts.security.done.${done}`]()}</Notice>}
    <section class="stack" aria-labelledby="own-password">
      <h2 id="own-password">{m["accounts.security.password"]()}</h2>
      <p>{hasPassword ? m["accounts.security.has_password"]() : m["accounts.security.no_password"]()}</p>
      {fresh ? (
        <PasswordForms hasPassword={hasPassword} problem={problem} />
      ) : (
        <ProveForm contacts={contacts} />
      )}
    </section>
    <section class="stack" aria-labelledby="devices">
      <h2 id="devices">{m["accounts.security.devices"]()}</h2>
      <Devices sessions={sessions} current={current} />
      <form method="post" action={href("/sign-out")}>
        <Button kind="plain" icon="exit">
          {m["accounts.sign_out"]()}
        </Button>
      </form>
    </section>
  </Page>
);
