import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { Card, Cards } from "../../../ui/card/card.tsx";
import { Empty } from "../../../ui/empty/empty.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import type { HubLine } from "../present.ts";

/** The hubs whose totals one may see. */
export const TotalsHubsPage = ({ hubs }: { hubs: HubLine[] }) => (
  <Page
    title={m["members.totals.title"]()}
    lead={m["members.totals.hubs_lead"]()}
    width="wide"
    robots="noindex"
  >
    {hubs.length === 0 && <Empty title={m["members.totals.no_hubs"]()} />}
    <Cards>
      {hubs.map((hub) => (
        <Card
          title={<span lang={hub.lang}>{hub.name}</span>}
          href={href(`/hubs/${hub.slug}/totals`)}
          icon="hubs"
        >
          <p class="text-soft">{hub.city}</p>
        </Card>
      ))}
    </Cards>
  </Page>
);
