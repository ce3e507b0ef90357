import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";

export type OwnFactors = {
  /** Since when an app gives codes. */
  app: Date | null;
  /** With a post, one factor has to stay. */
  staff: boolean;
};

const zone = "Asia/Almaty";

/** The ways one has of doing the second step; they can be changed by whoever came in a moment ago. */
export const FactorSection = ({ factors, fresh }: { factors: OwnFactors; fresh: boolean }) => (
  <section class="stack" aria-labelledby="second-step">
    <h2 id="second-step">{m["accounts.factor.title"]()}</h2>
    {!factors.app && <p>{m["accounts.factor.none"]()}</p>}
    {factors.staff && <p>{m["accounts.factor.staff"]()}</p>}
    {factors.app && (
      <Card title={m["accounts.factor.app"]()} level={3} icon="phone">
        <p class="text-soft">{m["accounts.factor.app_since"]({ at: formatMoment(factors.app, { zone }) })}</p>
        {fresh && <AppForms />}
      </Card>
    )}
    {fresh && !factors.app && (
      <Buttons>
        <ButtonLink kind="plain" href={href("/me/security/new-app")}>
          {m["accounts.factor.add_app"]()}
        </ButtonLink>
      </Buttons>
    )}
  </section>
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
