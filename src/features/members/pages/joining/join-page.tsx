import type { ComponentChildren } from "preact";
import { href } from "../../../../platform/i18n/language.ts";
import { m } from "../../../../platform/i18n/words.ts";
import { Button } from "../../../../ui/button/button.tsx";
import type { ErrorItem } from "../../../../ui/error-summary/error-summary.tsx";
import { Page } from "../../../../ui/layout/page.tsx";
import { Steps } from "../../../../ui/steps/steps.tsx";
import { type Step, steps } from "../../rules.ts";

type Props = {
  step: Step;
  title: string;
  lead?: ComponentChildren;
  errors?: readonly ErrorItem[] | undefined;
  /** Whether the contact is confirmed, so that earlier screens can be gone back to. */
  begun?: boolean;
  children: ComponentChildren;
};

const addresses: Partial<Record<Step, string>> = {
  hub: "/join",
  name: "/join/name",
  place: "/join/place",
  life: "/join/life",
};

/** Phones are lent: whoever has it next should find nothing on it. */
const PutAway = () => (
  <form method="post" action={href("/join/leaving")} class="border-t border-line pt-4">
    <p class="text-soft">{m["members.join.shared"]()}</p>
    <Button kind="text">{m["members.join.leave"]()}</Button>
  </form>
);

/** One screen on the way into a hub: where one is, one group of questions, nothing else. */
export const JoinPage = ({ step, title, lead, errors = [], begun, children }: Props) => (
  <Page
    title={title}
    lead={lead}
    errors={errors}
    robots={step === "hub" ? "index" : "noindex"}
    description={step === "hub" ? m["members.join.description"]() : undefined}
  >
    <Steps
      current={steps.indexOf(step) + 1}
      steps={steps.map((each) => {
        const address = begun ? addresses[each] : undefined;
        return { text: m[`members.step.${each}`](), ...(address ? { href: href(address) } : {}) };
      })}
    />
    {children}
    {begun && <PutAway />}
  </Page>
);
