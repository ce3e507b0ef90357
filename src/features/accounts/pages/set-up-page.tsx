import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Leave } from "./second-page.tsx";

type Props = { next: string | undefined };

/** Somebody with a post comes in for the first time: why a second step is needed, and which there are. */
export const SetUpPage = ({ next }: Props) => (
  <Page title={m["accounts.set_up.title"]()} lead={m["accounts.set_up.lead"]()} robots="noindex">
    <p>{m["accounts.set_up.once"]()}</p>
    <Card title={m["accounts.set_up.app"]()} icon="phone">
      <p>{m["accounts.set_up.app_text"]()}</p>
      <p>
        <ButtonLink href={href(`/sign-in/second/new-app${next ? `?next=${encodeURIComponent(next)}` : ""}`)}>
          {m["accounts.set_up.app_begin"]()}
        </ButtonLink>
      </p>
    </Card>
    <Leave />
  </Page>
);
