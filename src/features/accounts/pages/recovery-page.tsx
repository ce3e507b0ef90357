import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Radios } from "../../../ui/choice/choice.tsx";
import { Form } from "../../../ui/form/form.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { TextArea } from "../../../ui/text/text.tsx";
import { type HowKnown, longestReason, type VouchProblems, ways } from "../rules/recovery.ts";
import { moment, standing } from "./recoveries-page.tsx";

type Vouch = { name: string; how: HowKnown; at: Date };

type Props = {
  id: string;
  name: string;
  asked_at: Date;
  waits_until: Date | null;
  vouches: Vouch[];
  /** Whoever reads it has confirmed this person. */
  mine: boolean;
  typed: { how: string; reason: string };
  problems: VouchProblems;
};

/** Whether it is really this person: somebody of the staff says how they know, or stops it. */
export const RecoveryPage = ({ id, name, vouches, mine, typed, problems, ...recovery }: Props) => (
  <Page
    title={m["accounts.recovery.title"]({ name })}
    lead={m["accounts.recovery.lead"]({ name })}
    back={{ href: href("/recoveries"), text: m["accounts.recoveries.title"]() }}
    errors={errorsOf(problems)}
    robots="noindex"
  >
    <p class="text-soft">
      {m["accounts.recoveries.asked_at"]({ at: moment(recovery.asked_at) })}
      <br />
      {standing({ ...recovery, confirmed: vouches.length })}
    </p>
    {vouches.length > 0 && <Confirmed vouches={vouches} />}
    {mine && <Notice kind="good">{m["accounts.recovery.mine"]()}</Notice>}
    {!mine && !recovery.waits_until && <Confirm id={id} typed={typed} problems={problems} />}
    <section class="stack" aria-labelledby="doubt">
      <h2 id="doubt">{m["accounts.recovery.doubt"]()}</h2>
      <p>{m["accounts.recovery.doubt_text"]()}</p>
      <form method="post" action={href(`/recoveries/${id}/stop`)}>
        <Button kind="danger">{m["accounts.recovery.stop"]()}</Button>
      </form>
    </section>
  </Page>
);

const Confirmed = ({ vouches }: { vouches: Vouch[] }) => (
  <section class="stack" aria-labelledby="confirmed">
    <h2 id="confirmed">{m["accounts.recovery.by_title"]()}</h2>
    <ul class="list-disc ps-6">
      {vouches.map(({ name, how, at }) => (
        <li>{m["accounts.recovery.by"]({ name, how, at: moment(at) })}</li>
      ))}
    </ul>
  </section>
);

const Confirm = ({ id, typed, problems }: Pick<Props, "id" | "typed" | "problems">) => (
  <Form action={href(`/recoveries/${id}/confirmation`)}>
    <Radios
      name="how"
      label={m["accounts.recovery.how"]()}
      error={problems.how && m["accounts.recovery.refused.how.missing"]()}
      options={ways.map((value) => ({ value, text: m[`accounts.recovery.${value}`]() }))}
      value={typed.how}
      required
    />
    <TextArea
      name="reason"
      label={m["accounts.recovery.reason"]()}
      hint={m["accounts.recovery.reason_hint"]()}
      error={problems.reason && reasonError(problems.reason)}
      value={typed.reason}
      maxLength={longestReason}
      required
    />
    <Button>{m["accounts.recovery.confirm"]()}</Button>
  </Form>
);

const reasonError = (problem: "missing" | "too_long"): string =>
  m[`accounts.recovery.refused.reason.${problem}`]({ longest: longestReason });

const errorsOf = ({ how, reason }: VouchProblems) => [
  ...(how ? [{ href: "#how", text: m["accounts.recovery.refused.how.missing"]() }] : []),
  ...(reason ? [{ href: "#reason", text: reasonError(reason) }] : []),
];
