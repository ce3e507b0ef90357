import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import type { DateParts } from "../../../ui/date/date-parts.ts";
import { DateField } from "../../../ui/date/date.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextArea } from "../../../ui/text/text.tsx";
import type { HubLine } from "../../members/index.ts";
import type { Withdrawal } from "../forms.ts";
import type { Line, PastLine } from "../present.ts";
import { documents, recordedKinds } from "../rules/clearances.ts";
import { Past, StateWords } from "./states.tsx";

export type AdultProps = {
  hub: HubLine;
  adult: { id: string; name: string };
  own: boolean;
  lines: Line[];
  past: PastLine[];
  fields: { document: string; from: DateParts };
  problems: { document?: "missing"; from?: "not_a_date" | "in_future" | "too_old" };
  /** A withdrawal whose reason is still to be mended. */
  withdrawing?: Withdrawal | undefined;
  done: "recorded" | "withdrawn" | "signed" | undefined;
};

/** What one adult is cleared by; another may record what they have seen, and withdraw. */
export const AdultPage = (props: AdultProps) => {
  const { hub, adult, own, lines, past, problems, withdrawing, done } = props;
  const errors = [
    ...(problems.document
      ? [{ href: "#document", text: m[`protection.document.refused.${problems.document}`]() }]
      : []),
    ...(problems.from ? [{ href: "#from", text: m[`protection.from.refused.${problems.from}`]() }] : []),
    ...errorsOf(withdrawing),
  ];
  const standing = past.filter((each) => each.standing);
  return (
    <Page
      title={adult.name}
      back={{ href: href(`/hubs/${hub.slug}/clearances`), text: m["protection.adults.title"]() }}
      errors={errors}
      robots="noindex"
    >
      {done && <Notice kind="good">{m[`protection.done.${done}`]()}</Notice>}
      <Lines lines={lines} />
      {own ? <Notice>{m["protection.adult.own"]()}</Notice> : <Recording {...props} />}
      {!own && standing.length > 0 && <Withdrawing {...props} standing={standing} />}
      <Past past={past} />
    </Page>
  );
};

const errorsOf = (withdrawing: Withdrawal | undefined) => {
  const { clearance, reason } = withdrawing?.problems ?? {};
  return [
    ...(clearance ? [{ href: "#clearance", text: m[`protection.clearance.refused.${clearance}`]() }] : []),
    ...(reason ? [{ href: "#reason", text: m[`protection.reason.refused.${reason}`]() }] : []),
  ];
};

/** Every kind with where it stands. */
export const Lines = ({ lines }: { lines: Line[] }) => (
  <dl class="grid gap-3">
    {lines.map((line) => (
      <div>
        <dt class="font-semibold">{m[`protection.kind.${line.kind}`]()}</dt>
        <dd>
          <StateWords {...line} />
        </dd>
      </div>
    ))}
  </dl>
);

const Recording = ({ hub, adult, fields, problems }: AdultProps) => (
  <section aria-labelledby="recording" class="no-print">
    <h2 id="recording">{m["protection.record.title"]()}</h2>
    <p class="mt-2 mb-4">{m["protection.record.means"]()}</p>
    <Form action={href(`/hubs/${hub.slug}/clearances/${adult.id}`)} kept={false}>
      <Radios
        name="document"
        label={m["protection.record.document"]()}
        error={problems.document && m[`protection.document.refused.${problems.document}`]()}
        required
        value={fields.document}
        options={recordedKinds.flatMap((kind) =>
          documents[kind].map((document) => ({
            value: document,
            text: m[`protection.document.${document}`](),
            hint: m[`protection.kind.${kind}`](),
          })),
        )}
      />
      <DateField
        name="from"
        label={m["protection.record.from"]()}
        hint={m["protection.record.from_hint"]()}
        error={problems.from && m[`protection.from.refused.${problems.from}`]()}
        required
        value={fields.from}
      />
      <Button>{m["protection.record.save"]()}</Button>
    </Form>
  </section>
);

const Withdrawing = ({ hub, adult, withdrawing, standing }: AdultProps & { standing: PastLine[] }) => (
  <section aria-labelledby="withdrawing" class="no-print">
    <h2 id="withdrawing">{m["protection.withdraw.title"]()}</h2>
    <p class="mt-2 mb-4">{m["protection.withdraw.means"]()}</p>
    <Form action={href(`/hubs/${hub.slug}/clearances/${adult.id}/withdrawal`)} kept={false}>
      <Radios
        name="clearance"
        label={m["protection.withdraw.which"]()}
        error={withdrawing?.problems.clearance && m["protection.clearance.refused.missing"]()}
        required
        value={withdrawing?.id}
        options={standing.map(({ id, kind }) => ({ value: id, text: m[`protection.kind.${kind}`]() }))}
      />
      <TextArea
        name="reason"
        label={m["protection.withdraw.reason"]()}
        hint={m["protection.withdraw.reason_hint"]()}
        error={
          withdrawing?.problems.reason && m[`protection.reason.refused.${withdrawing.problems.reason}`]()
        }
        required
        value={withdrawing?.reason}
      />
      <Button kind="danger">{m["protection.withdraw.do"]()}</Button>
    </Form>
  </section>
);
