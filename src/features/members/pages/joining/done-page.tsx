import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button, ButtonLink, Buttons } from "../../../../ui/button/button.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";

type Props = { given_name: string; hub: HubLine; waiting: boolean };

/** It is done: what that means and what happens next. */
export const DonePage = ({ given_name, hub, waiting }: Props) => {
  const kind = waiting ? "waiting" : "registered";
  return (
    <Page title={m[`members.done.${kind}.title`]({ given_name })} robots="noindex">
      <Notice kind={waiting ? "care" : "good"} title={m[`members.done.${kind}.what`]({ hub: hub.name })}>
        <p>{m[`members.done.${kind}.meaning`]()}</p>
      </Notice>
      <h2>{m["members.done.next"]()}</h2>
      <ul class="list-disc ps-5">
        <li>{m[`members.done.${kind}.first`]()}</li>
        <li>{m[`members.done.${kind}.second`]()}</li>
        <li>{m["members.done.always"]()}</li>
      </ul>
      <Buttons>
        {waiting && <ButtonLink href={href("/me/guardian")}>{m["members.me.name_guardian"]()}</ButtonLink>}
        <ButtonLink kind={waiting ? "plain" : "primary"} href={href("/me")}>
          {m["members.done.me"]()}
        </ButtonLink>
      </Buttons>
    </Page>
  );
};

/** The form has arrived, but its answer was lost on the way: one tap brings it again. */
export const SentPage = () => (
  <Page title={m["members.sent.title"]()} lead={m["members.sent.lead"]()} robots="noindex">
    <form method="post" action={href("/join/check")}>
      <Button>{m["members.sent.go_on"]()}</Button>
    </form>
  </Page>
);
