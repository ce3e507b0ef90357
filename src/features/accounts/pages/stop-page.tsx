import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

type Props = { token: string; state: "open" | "over" | "stopped" };

/** Where the link in a letter leads: whoever did not ask to come in without their phone stops it. */
export const StopPage = ({ token, state }: Props) => (
  <Page
    title={m["accounts.stop.title"]()}
    lead={state === "open" ? m["accounts.stop.lead"]() : undefined}
    robots="noindex"
  >
    {state === "open" ? (
      <form method="post" action={href(`/recovery/${token}/stop`)}>
        <Button kind="danger">{m["accounts.stop.submit"]()}</Button>
      </form>
    ) : (
      <Notice kind={state === "stopped" ? "good" : "info"}>{m[`accounts.stop.${state}`]()}</Notice>
    )}
  </Page>
);
