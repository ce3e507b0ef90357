import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { withNext } from "./next-field.tsx";
import { NewKey } from "./new-key.tsx";
import { Leave } from "./second-page.tsx";

type Props = {
  next: string | undefined;
  /** Whether browsers can make passkeys for this hub. */
  passkeys: boolean;
  refused?: "key" | undefined;
};

/** Somebody with a post comes in for the first time: why a second step is needed, and which there are. */
export const SetUpPage = ({ next, passkeys, refused }: Props) => (
  <Page title={m["accounts.set_up.title"]()} lead={m["accounts.set_up.lead"]()} robots="noindex">
    {refused && <Notice kind="bad">{m["accounts.key.refused"]()}</Notice>}
    <p>{m["accounts.set_up.once"]()}</p>
    <Card title={m["accounts.set_up.app"]()} icon="phone">
      <p>{m["accounts.set_up.app_text"]()}</p>
      <p>
        <ButtonLink href={href(withNext("/sign-in/second/new-app", next))}>
          {m["accounts.set_up.app_begin"]()}
        </ButtonLink>
      </p>
    </Card>
    {passkeys && (
      <Card title={m["accounts.key.title"]()} icon="me">
        <p>{m["accounts.key.text"]()}</p>
        <NewKey path="/sign-in/second" next={next} />
      </Card>
    )}
    <Leave />
  </Page>
);
