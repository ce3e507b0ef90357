import { formatMoment } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

type Listed = { id: string; name: string; asked_at: Date; waits_until: Date | null; confirmed: number };

type Props = { recoveries: Listed[]; done?: "confirmed" | "stopped" | undefined };

/** Who has lost their second factor and waits for two of the staff. */
export const RecoveriesPage = ({ recoveries, done }: Props) => (
  <Page
    title={m["accounts.recoveries.title"]()}
    lead={m["accounts.recoveries.lead"]()}
    width="wide"
    robots="noindex"
  >
    {done && <Notice kind="good">{m[`accounts.recoveries.done.${done}`]()}</Notice>}
    {recoveries.length === 0 ? (
      <Empty title={m["accounts.recoveries.empty"]()}>{m["accounts.recoveries.empty_text"]()}</Empty>
    ) : (
      <Cards>
        {recoveries.map((each) => (
          <Card title={each.name} href={href(`/recoveries/${each.id}`)}>
            <p class="text-soft">
              {m["accounts.recoveries.asked_at"]({ at: moment(each.asked_at) })}
              <br />
              {standing(each)}
            </p>
          </Card>
        ))}
      </Cards>
    )}
  </Page>
);

/** How far a recovery has come, in a sentence for those who confirm. */
export const standing = ({ waits_until, confirmed }: Pick<Listed, "waits_until" | "confirmed">): string =>
  waits_until
    ? m["accounts.recoveries.waits_until"]({ at: moment(waits_until) })
    : m["accounts.recoveries.confirmed"]({ confirmed });

export const moment = (at: Date): string => formatMoment(at, { zone: "Asia/Almaty" });
