import { formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Stat, Stats } from "../../../ui/stat/stat.tsx";
import type { HubLine } from "../present.ts";

type Cell<Key> = { key: Key; count: number | null };
type Props = {
  hub: HubLine;
  total: number | null;
  status: Cell<"registered" | "volunteer">[];
  age: Cell<"under16" | "16-17" | "18-24" | "from25">[];
  districts: { name: string; lang?: string; count: number }[];
  elsewhere: number | null;
  others: boolean;
};

/** How many people a hub has: rounded, small numbers kept back, no names. */
export const TotalsPage = ({ hub, total, status, age, districts, elsewhere, others }: Props) => (
  <Page
    title={m["members.totals.title"]()}
    lead={<span lang={hub.lang}>{hub.name}</span>}
    back={{ href: href(`/hubs/${hub.slug}`), text: m["members.me.hub"]() }}
    robots="noindex"
  >
    <Notice>{m["members.totals.why"]()}</Notice>
    <Stats>
      <Stat label={m["members.totals.people"]()} value={numberOf(total)} />
    </Stats>
    <Counted
      title={m["members.totals.by_status"]()}
      rows={status.map(({ key, count }) => ({ name: m[`members.status.${key}`](), count }))}
    />
    <Counted
      title={m["members.totals.by_age"]()}
      rows={age.map(({ key, count }) => ({ name: m[`members.total_band.${key}`](), count }))}
    />
    <Counted
      title={m["members.totals.by_district"]()}
      rows={[
        ...districts,
        ...(elsewhere === null ? [] : [{ name: m["members.totals.elsewhere"](), count: elsewhere }]),
        ...(others ? [{ name: m["members.totals.other_places"](), count: null }] : []),
      ]}
    />
  </Page>
);

const numberOf = (count: number | null): string =>
  count === null ? m["members.totals.kept_back"]() : formatNumber(count);

type Row = { name: string; lang?: string; count: number | null };

const Counted = ({ title, rows }: { title: string; rows: Row[] }) => (
  <section>
    <h2>{title}</h2>
    <dl class="mt-2 divide-y divide-line">
      {rows.map(({ name, lang, count }) => (
        <div class="flex justify-between gap-6 py-2.5">
          <dt lang={lang}>{name}</dt>
          <dd class={count === null ? "text-soft" : "font-semibold tabular-nums"}>{numberOf(count)}</dd>
        </div>
      ))}
    </dl>
  </section>
);
