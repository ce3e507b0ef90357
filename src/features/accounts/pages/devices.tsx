import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Card, Cards } from "../../../ui/card/card.tsx";

export type Device = { id: string; device: string; seen_at: Date; created_at: Date };

const zone = "Asia/Almaty";

/** Every browser one is signed in with, and a way to end each that is not this one. */
export const Devices = ({ sessions, current }: { sessions: Device[]; current: string }) => (
  <>
    <Cards>
      {sessions.map((session) => (
        <Card title={session.device || m["accounts.device.unknown"]()} level={3}>
          <p class="grow text-soft">
            {m["accounts.device.signed_in"]({ at: formatMoment(session.created_at, { zone }) })}
            <br />
            {m["accounts.device.seen"]({ at: formatMoment(session.seen_at, { zone }) })}
          </p>
          {session.id === current ? (
            <p class="font-semibold">{m["accounts.device.this"]()}</p>
          ) : (
            <End session={session} />
          )}
        </Card>
      ))}
    </Cards>
    {sessions.length > 1 && (
      <form method="post" action={href("/me/security/sessions/end-others")}>
        <Button kind="plain">{m["accounts.device.end_others"]()}</Button>
      </form>
    )}
  </>
);

const End = ({ session }: { session: Device }) => {
  const device = session.device || m["accounts.device.unknown"]();
  return (
    <form method="post" action={href(`/me/security/sessions/${session.id}/end`)}>
      <Button kind="plain" aria-label={m["accounts.device.end_this"]({ device })}>
        {m["accounts.device.end"]()}
      </Button>
    </form>
  );
};
