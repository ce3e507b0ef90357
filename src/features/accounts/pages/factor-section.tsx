import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { codesLeft } from "./codes-page.tsx";
import { NewKey } from "./new-key.tsx";

export type OwnFactors = {
  /** Since when an app gives codes. */
  app: Date | null;
  keys: { id: string; device: string; added_at: Date; used_at: Date | null }[];
  /** Whether browsers can make passkeys for this hub. */
  passkeys: boolean;
  /** The recovery codes, if there are any. */
  codes: { left: number; made_at: Date } | null;
  /** With a post, one factor has to stay. */
  staff: boolean;
};

type Props = { factors: OwnFactors; fresh: boolean };

/** The ways one has of doing the second step; they can be changed by whoever came in a moment ago. */
export const FactorSection = ({ factors, fresh }: Props) => {
  const some = factors.app !== null || factors.keys.length > 0;
  return (
    <section class="stack" aria-labelledby="second-step">
      <h2 id="second-step">{m["accounts.factor.title"]()}</h2>
      {!some && <p>{m["accounts.factor.none"]()}</p>}
      {factors.staff && <p>{m["accounts.factor.staff"]()}</p>}
      <Listed factors={factors} fresh={fresh} />
      {fresh && <Adding factors={factors} />}
    </section>
  );
};

const Listed = ({ factors, fresh }: Props) => (
  <>
    {factors.app && (
      <Card title={m["accounts.factor.app"]()} level={3} icon="phone">
        <p class="text-soft">{since(factors.app)}</p>
        {fresh && <AppForms />}
      </Card>
    )}
    {factors.keys.map((key) => (
      <Card title={m["accounts.key.of_device"]({ device: key.device })} level={3} icon="me">
        <p class="text-soft">{since(key.added_at)}</p>
        {fresh && <RemoveKey {...key} />}
      </Card>
    ))}
    {factors.codes && (
      <Card title={m["accounts.codes.state"]()} level={3} href={href("/me/security/codes")}>
        <p class="text-soft">{codesLeft(factors.codes)}</p>
      </Card>
    )}
  </>
);

const since = (at: Date): string =>
  m["accounts.factor.app_since"]({ at: formatMoment(at, { zone: "Asia/Almaty" }) });

const Adding = ({ factors }: Pick<Props, "factors">) => (
  <>
    {!factors.app && (
      <Buttons>
        <ButtonLink kind="plain" href={href("/me/security/new-app")}>
          {m["accounts.factor.add_app"]()}
        </ButtonLink>
      </Buttons>
    )}
    {factors.passkeys && <NewKey path="/me/security" next={undefined} />}
  </>
);

const RemoveKey = ({ id, device }: { id: string; device: string }) => (
  <form method="post" action={href(`/me/security/keys/${id}/removal`)}>
    <Button kind="plain" aria-label={m["accounts.key.remove_this"]({ device })}>
      {m["accounts.key.remove"]()}
    </Button>
  </form>
);

const AppForms = () => (
  <Buttons>
    <ButtonLink kind="plain" href={href("/me/security/new-app")}>
      {m["accounts.factor.change_app"]()}
    </ButtonLink>
    <form method="post" action={href("/me/security/app/removal")}>
      <Button kind="plain">{m["accounts.factor.remove_app"]()}</Button>
    </form>
  </Buttons>
);
