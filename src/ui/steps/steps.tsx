import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";

/** A step that is done may lead back to itself by `href`. */
export type Step = { text: string; href?: string | undefined };

/** Where one is on a short way; `current` counts from one. A phone shows the current step's name only. */
export const Steps = ({ steps, current }: { steps: readonly Step[]; current: number }) => (
  <nav class="steps" aria-label={m["ui.steps.label"]()}>
    <p class="steps-count">
      {m["ui.steps.count"]({ step: current, count: steps.length })}
      <span class="md:hidden" aria-hidden="true">
        : <strong>{steps[current - 1]?.text}</strong>
      </span>
    </p>
    <ol>
      {steps.map((step, index) => (
        <StepItem step={step} place={index + 1 - current} />
      ))}
    </ol>
  </nav>
);

const StepItem = ({ step, place }: { step: Step; place: number }) => {
  if (place >= 0)
    return (
      <li aria-current={place === 0 ? "step" : undefined}>
        <span>{step.text}</span>
      </li>
    );
  return (
    <li class="step-done">
      <span>
        <Icon name="done" class="size-4" />
        <span class="sr-only">{m["ui.steps.done"]()} </span>
        {step.href ? <a href={step.href}>{step.text}</a> : step.text}
      </span>
    </li>
  );
};
