import { formatMoment, formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Button } from "../../../ui/button/button.tsx";
import { Card } from "../../../ui/card/card.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

type Problem =
  | "position_missing"
  | "entry_missing"
  | "entry_changed"
  | "detail_changed"
  | "detail_lost"
  | "detail_added"
  | "entry_unlinked"
  | "sealer_stopped"
  | "head_missing"
  | "head_changed";

export type ChainView = {
  last: { position: number; at: Date } | undefined;
  stoppedSince: Date | undefined;
  check: { at: Date; entries: number; problem: { kind: Problem; place: string } | undefined } | undefined;
};

const moment = (at: Date) => formatMoment(at, { zone: "Asia/Almaty" });

/** Whether what was done still stands as it was written, and what to do where it does not. */
export const Chain = ({ last, stoppedSince, check }: ChainView) => (
  <Card title={m["audit.chain.title"]()}>
    <p class="mt-2">
      {last
        ? m["audit.chain.last"]({ count: formatNumber(last.position), at: moment(last.at) })
        : m["audit.chain.none"]()}
    </p>
    {stoppedSince && (
      <Notice kind="care" title={m["audit.chain.stopped"]({ at: moment(stoppedSince) })}>
        <p>{m["audit.chain.stopped_text"]()}</p>
        <form method="post" action={href("/audit/sealing")} class="mt-3">
          <Button kind="plain">{m["audit.chain.seal"]()}</Button>
        </form>
      </Notice>
    )}
    {check && <Check {...check} />}
    <form method="post" action={href("/audit/check")} class="mt-3">
      <Button kind="plain">{m["audit.chain.check"]()}</Button>
    </form>
  </Card>
);

const Check = ({ at, entries, problem }: NonNullable<ChainView["check"]>) =>
  problem ? (
    <Notice kind="bad" title={m["audit.chain.broken"]({ at: moment(at) })}>
      <p>{m[`audit.chain.problem.${problem.kind}`]({ place: problem.place })}</p>
      <p>{m["audit.chain.broken_text"]()}</p>
    </Notice>
  ) : (
    <p class="mt-2">{m["audit.chain.whole"]({ at: moment(at), count: formatNumber(entries) })}</p>
  );
