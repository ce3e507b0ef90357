import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import { Form } from "../../../../ui/form/form.tsx";
import { Notice } from "../../../../ui/notice/notice.tsx";
import type { HubLine } from "../../present.ts";
import { Fact } from "../../../../ui/facts/facts.tsx";
import { Change, type Told, ToldFacts } from "../told.tsx";
import { JoinPage } from "./join-page.tsx";

type Props = {
  hub: HubLine;
  contact: string;
  told: Told;
  age: number;
  /** What somebody old enough agrees to by sending. */
  text: { id: string; title: string; lines: string[] };
};

/** Last: everything once more, each answer with the way to change it, and what sending means. */
export const CheckPage = ({ hub, contact, told, age, text }: Props) => (
  <JoinPage step="check" title={m["members.check.title"]()} lead={m["members.check.lead"]()} begun>
    <ToldFacts told={told} changeable>
      <Fact name={m["members.step.hub"]()} change={<Change path="/join" what={m["members.step.hub"]()} />}>
        <span lang={hub.lang}>{hub.name}</span>
      </Fact>
      <Fact name={m["members.step.contact"]()}>{contact}</Fact>
    </ToldFacts>
    {age < hub.consent_age ? (
      <Notice kind="care" title={m["members.check.waiting_title"]({ age })}>
        <p>{m["members.check.waiting"]({ consent: hub.consent_age })}</p>
      </Notice>
    ) : (
      <>
        <Notice>{m["members.check.registered"]()}</Notice>
        <details>
          <summary>{m["consents.joining.title"]({ title: text.title })}</summary>
          {text.lines.map((line) => (
            <p class="mt-2">{line}</p>
          ))}
        </details>
      </>
    )}
    <Form action={href("/join/check")} kept={false}>
      {age >= hub.consent_age && <input type="hidden" name="read" value={text.id} />}
      <Button kind="sun">{m["members.check.send"]()}</Button>
    </Form>
  </JoinPage>
);
