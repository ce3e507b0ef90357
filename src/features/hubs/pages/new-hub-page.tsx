import type { ComponentChildren } from "preact";
import { formatMoment } from "../../../platform/i18n/format.ts";
import { href, language } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button, Buttons } from "../../../ui/button/button.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Link } from "../../../ui/link/link.tsx";
import { Steps } from "../../../ui/steps/steps.tsx";
import { shownText, type Step, stepNames } from "../rules.ts";
import type { Draft } from "../store/drafts.ts";
import {
  AboutFields,
  AreaField,
  ContactFields,
  errorsOf,
  type HubForm,
  NameFields,
  OpeningField,
  PartnerFields,
  PeopleFields,
} from "./fields.tsx";

export const stepHref = (draft: string, step: Step): string => href(`/hubs/new/${draft}/${step}`);

/** Where one is on the way to a new hub; earlier steps lead back. */
export const Way = ({ draft, step }: { draft: string; step: Step }) => {
  const current = stepNames.indexOf(step) + 1;
  return (
    <Steps
      current={current}
      steps={stepNames.map((each, index) => ({
        text: m[`hubs.step.${each}`](),
        href: index + 1 < current ? stepHref(draft, each) : undefined,
      }))}
    />
  );
};

type Props = { draft: string; step: Exclude<Step, "check">; form: HubForm; drafts?: readonly Draft[] };

/** One step of opening a hub. */
export const NewHubPage = ({ draft, step, form, drafts = [] }: Props) => (
  <Page
    title={m["hubs.new.title"]()}
    lead={step === "name" ? m["hubs.new.lead"]() : undefined}
    back={{ href: href("/hubs"), text: m["hubs.page.all"]() }}
    errors={errorsOf(form.problems)}
    robots="noindex"
  >
    {drafts.length > 0 && <Drafts drafts={drafts} />}
    <Way draft={draft} step={step} />
    <Form action={stepHref(draft, step)}>
      <h2>{m[`hubs.step.${step}`]()}</h2>
      {fieldsOf[step](form)}
      <Buttons>
        <Button iconAfter="next">{m["hubs.new.next"]()}</Button>
      </Buttons>
    </Form>
  </Page>
);

const fieldsOf: Record<Exclude<Step, "check">, (form: HubForm) => ComponentChildren> = {
  name: (form) => <NameFields form={form} />,
  area: (form) => <AreaField form={form} />,
  people: (form) => <PeopleFields form={form} />,
  contacts: (form) => (
    <>
      <OpeningField form={form} />
      <ContactFields form={form} />
      <AboutFields form={form} />
      <h3>{m["hubs.field.partners"]()}</h3>
      <PartnerFields form={form} />
    </>
  ),
};

/** What this person began earlier, so that a lost connection costs nothing. */
const Drafts = ({ drafts }: { drafts: readonly Draft[] }) => (
  <section class="card" aria-labelledby="drafts">
    <h2 class="text-lg" id="drafts">
      {m["hubs.new.drafts"]()}
    </h2>
    <ul class="divide-y divide-line">
      {drafts.map((draft) => (
        <li class="flex flex-wrap items-center justify-between gap-x-6 py-2">
          <DraftName draft={draft} />
          <form method="post" action={href(`/hubs/new/${draft.id}/removal`)} class="flex items-center gap-5">
            <Link href={stepHref(draft.id, "check")}>{m["hubs.new.continue"]()}</Link>
            <Button kind="text" aria-label={m["hubs.new.discard_which"]({ name: nameOf(draft) })}>
              {m["hubs.new.discard"]()}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  </section>
);

const nameOf = ({ answers }: Draft): string =>
  (answers.name && shownText(answers.name, language()).text) || m["hubs.new.draft"]();

const DraftName = ({ draft }: { draft: Draft }) => (
  <p>
    {nameOf(draft)}
    <br />
    <small class="text-soft">
      {m["hubs.new.draft_at"]({ moment: formatMoment(draft.changed_at, { zone: "Asia/Almaty" }) })}
    </small>
  </p>
);
