import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { type HubProfile, problemsAmong, type Problems, type Step, stepNames, steps } from "../rules.ts";
import { described, isSaid, type PlaceNames } from "./described.tsx";
import { Fact, Facts } from "./facts.tsx";
import { stepHref, Way } from "./new-hub-page.tsx";

type Props = { draft: string; hub: HubProfile; problems: Problems; places: PlaceNames };

/** Everything that was answered, before the hub opens; what is missing leads back to its step. */
export const CheckPage = ({ draft, hub, problems, places }: Props) => {
  const missing = Object.keys(problems).length > 0;
  return (
    <Page
      title={m["hubs.new.check"]()}
      lead={m["hubs.new.check_lead"]()}
      back={{ href: href("/hubs"), text: m["hubs.page.all"]() }}
      robots="noindex"
    >
      <Way draft={draft} step="check" />
      {missing && <Notice kind="care">{m["hubs.new.missing"]()}</Notice>}
      {stepNames
        .filter((step) => step !== "check")
        .map((step) => (
          <Answers draft={draft} step={step} hub={hub} problems={problems} places={places} />
        ))}
      {!missing && (
        <Form action={stepHref(draft, "check")} kept={false}>
          <Button kind="sun">{m["hubs.new.open"]()}</Button>
        </Form>
      )}
    </Page>
  );
};

const Answers = ({ draft, step, hub, problems, places }: Props & { step: Exclude<Step, "check"> }) => {
  const reasons = [...new Set(Object.values(problemsAmong(problems, steps[step])))];
  return (
    <section class="card" aria-labelledby={`step-${step}`}>
      <div class="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 class="text-lg" id={`step-${step}`}>
          {m[`hubs.step.${step}`]()}
        </h2>
        <Link href={stepHref(draft, step)}>
          {m["hubs.new.change"]()}
          <span class="sr-only">: {m[`hubs.step.${step}`]()}</span>
        </Link>
      </div>
      {reasons.map((reason) => reason && <p class="field-error">{m[`hubs.refused.${reason}`]()}</p>)}
      <Facts>
        {steps[step].map((field) => (
          <Fact name={m[`hubs.field.${field}`]()}>
            {isSaid(field, hub) ? (
              described(field, hub, places)
            ) : (
              <span class="text-soft">{m["hubs.new.unsaid"]()}</span>
            )}
          </Fact>
        ))}
      </Facts>
    </section>
  );
};
