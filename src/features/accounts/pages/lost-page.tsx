import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

/** How it stands with the recovery that somebody has asked for. */
export type OwnRecovery =
  | { state: "none" }
  | { state: "ready" }
  | { state: "too_many" }
  | { state: "asked"; confirmed: number; until: Date }
  | { state: "waiting"; until: Date };

const zone = "Asia/Almaty";

/** Somebody has lost their phone, and their codes too: asks two others to confirm them, and reads how far it has come. */
export const LostPage = ({ recovery, back }: { recovery: OwnRecovery; back: string }) => (
  <Page
    title={m["accounts.lost.title"]()}
    lead={m["accounts.lost.lead"]()}
    back={{ href: href(back), text: m["accounts.second.title"]() }}
    robots="noindex"
  >
    <Standing recovery={recovery} />
    {recovery.state !== "ready" && (
      <>
        <p>{m["accounts.lost.who"]()}</p>
        <p>{m["accounts.lost.why"]()}</p>
      </>
    )}
    {(recovery.state === "none" || recovery.state === "ready") && <Act state={recovery.state} />}
    {recovery.state !== "none" && <p class="text-soft">{m["accounts.lost.found"]()}</p>}
  </Page>
);

const Standing = ({ recovery }: { recovery: OwnRecovery }) => {
  switch (recovery.state) {
    case "none":
      return null;
    case "too_many":
      return <Notice kind="care">{m["accounts.lost.refused.too_many"]()}</Notice>;
    case "ready":
      return <Notice kind="good">{m["accounts.lost.ready"]()}</Notice>;
    case "waiting":
      return <Notice>{m["accounts.lost.waiting"]({ at: formatMoment(recovery.until, { zone }) })}</Notice>;
    case "asked":
      return (
        <Notice>
          <p>{m["accounts.lost.asked"]({ confirmed: recovery.confirmed })}</p>
          <p>{m["accounts.lost.until"]({ at: formatMoment(recovery.until, { zone }) })}</p>
        </Notice>
      );
  }
};

const Act = ({ state }: { state: "none" | "ready" }) => (
  <form
    method="post"
    id="lost"
    action={href(state === "ready" ? "/sign-in/second/recovery/completion" : "/sign-in/second/recovery")}
  >
    <Button>{state === "ready" ? m["accounts.lost.complete"]() : m["accounts.lost.ask"]()}</Button>
  </form>
);
