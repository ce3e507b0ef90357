import { formatDate } from "../../../../platform/i18n/format.ts";
import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button, ButtonLink } from "../../../../ui/button/button.tsx";
import { Card } from "../../../../ui/card/card.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";
import { JoinPage } from "./join-page.tsx";

type Props = {
  people: { id: string; surname: string; given_name: string }[];
  /** The form that was begun before, if anything was told in it. */
  begun: { name: string; changed: Date; open: string } | undefined;
  hub: HubLine;
  /** The form tells of somebody who is already here. */
  same: boolean;
};

/** Who has just shown that this contact is theirs may already be here, or be a brother or sister of somebody who is. */
export const KnownPage = ({ people, begun, hub, same }: Props) => (
  <JoinPage step="code" title={m["members.known.title"]()} lead={m["members.known.lead"]()} begun>
    {same && <Notice kind="care">{m["members.known.same"]()}</Notice>}
    {begun && !same && (
      <Card title={m["members.known.begun"]({ name: begun.name })}>
        <p>{m["members.known.begun_when"]({ date: formatDate(begun.changed, { zone: hub.zone }) })}</p>
        <p class="mt-3">
          <ButtonLink href={href(`/join/${begun.open}`)}>{m["members.join.go_on"]()}</ButtonLink>
        </p>
      </Card>
    )}
    {people.map(({ id, surname, given_name }) => (
      <Card title={`${given_name} ${surname}`}>
        <form method="post" action={href("/sign-in/who")} class="mt-2">
          <input type="hidden" name="person" value={id} />
          <Button kind="plain">
            {m["members.known.sign_in"]()}
            <span class="sr-only"> {given_name}</span>
          </Button>
        </form>
      </Card>
    ))}
    <Card title={m["members.known.another"]()}>
      <p>{m["members.known.another_text"]()}</p>
      <form method="post" action={href("/join/another")} class="mt-3">
        <Button kind="plain">{m["members.known.register"]()}</Button>
      </form>
    </Card>
  </JoinPage>
);
