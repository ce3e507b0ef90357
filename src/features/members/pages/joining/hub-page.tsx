import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Radios } from "../../../../ui/choice/choice.tsx";
import { Empty } from "../../../../ui/empty/empty.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";
import type { Step } from "../../rules.ts";
import { JoinPage } from "./join-page.tsx";

type Props = {
  hubs: HubLine[];
  chosen: string;
  /** The form already on its way in this browser: where it goes on. */
  begun: Step | undefined;
  /** The browser came with a form that cannot be gone on with. */
  lost: boolean;
  /** The form was put away from this browser. */
  left?: boolean;
  problem?: boolean;
};

/** First: which hub. */
export const HubPage = ({ hubs, chosen, begun, lost, left, problem }: Props) => {
  const error = problem ? m["members.hub.refused.missing"]() : undefined;
  return (
    <JoinPage
      step="hub"
      title={m["members.join.title"]()}
      lead={m["members.join.lead"]()}
      begun={begun !== undefined}
      errors={error ? [{ href: "#hub", text: error }] : []}
    >
      {left && <Notice kind="good">{m["members.join.left"]()}</Notice>}
      {lost && <Notice kind="care">{m["members.join.lost"]()}</Notice>}
      {begun && (
        <Notice>
          <p>{m["members.join.begun"]()}</p>
          <p>
            <a href={href(`/join/${begun}`)}>{m["members.join.go_on"]()}</a>
          </p>
        </Notice>
      )}
      {hubs.length === 0 ? (
        <Empty title={m["hubs.list.none"]()}>{m["hubs.list.none_text"]()}</Empty>
      ) : (
        <HubForm hubs={hubs} chosen={chosen} error={error} />
      )}
      <p class="text-soft">
        {m["members.join.why"]()} <a href={href("/privacy")}>{m["members.join.privacy"]()}</a>
      </p>
      <p>
        {m["members.join.already"]()} <a href={href("/sign-in")}>{m["members.join.sign_in"]()}</a>
      </p>
    </JoinPage>
  );
};

type FormProps = Pick<Props, "hubs" | "chosen"> & { error: string | undefined };

const HubForm = ({ hubs, chosen, error }: FormProps) => (
  <Form action={href("/join")} kept={false}>
    <Radios
      name="hub"
      label={m["members.hub.label"]()}
      hint={m["members.hub.hint"]()}
      error={error}
      required
      value={chosen}
      options={hubs.map((hub) => ({
        value: hub.slug,
        text: hub.name,
        lang: hub.lang,
        hint: m["members.hub.ages"]({ lowest: hub.lowest_age, highest: hub.highest_age }),
      }))}
    />
    <Button>{m["members.join.next"]()}</Button>
  </Form>
);
