import { formatDate, formatNumber } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { TodayGroup } from "../../../platform/today.ts";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";
import { Stat, Stats } from "../../../ui/stat/stat.tsx";
import { Group, idOf } from "./group.tsx";

type Counted = { shown: number; more: boolean };

type Props = {
  now: Date;
  groups: TodayGroup[];
  changes: { text: () => string; count: Counted; path?: string }[];
  /** What was done just now, in words. */
  done?: () => string;
  /** The group of which nothing was ticked. */
  untouched?: string;
};

/** What waits for me, and what changed since yesterday. */
export const TodayPage = ({ now, groups, changes, done, untouched }: Props) => {
  const wrong = groups.find(({ key }) => key === untouched);
  return (
    <Page
      title={m["today.title"]()}
      lead={formatDate(now, { zone: "Asia/Almaty" })}
      width="wide"
      robots="noindex"
      errors={wrong ? [{ href: `#${idOf(wrong, 0)}`, text: m["today.refused.nothing_ticked"]() }] : []}
    >
      {done && <Notice kind="good">{done()}</Notice>}
      {untouched && !wrong && <Notice>{m["today.refused.gone"]()}</Notice>}
      <section aria-labelledby="waiting" class="grid gap-4">
        <h2 id="waiting">{m["today.waiting"]()}</h2>
        {groups.length === 0 && <Empty title={m["today.empty"]()}>{m["today.empty_text"]()}</Empty>}
        {groups.map((group) => (
          <Group group={group} now={now} />
        ))}
      </section>
      <Changes changes={changes} />
    </Page>
  );
};

const Changes = ({ changes }: Pick<Props, "changes">) => {
  const some = changes.filter(({ count }) => count.shown > 0);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changed" class="grid gap-4">
      <h2 id="changed">{m["today.changed"]()}</h2>
      {some.length === 0 && <p>{m["today.unchanged"]()}</p>}
      {some.length > 0 && (
        <Stats>
          {some.map(({ text, count, path }) => (
            <Stat label={text()} value={counted(count)} {...(path ? { href: href(path) } : {})} />
          ))}
        </Stats>
      )}
    </section>
  );
};

const counted = ({ shown, more }: Counted): string =>
  more ? m["today.more_than"]({ count: formatNumber(shown) }) : formatNumber(shown);
